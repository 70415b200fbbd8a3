"""Makes the decision whether a proposal is a paper: pages to features, features to a model.

S=../shared
python -m training.decide --pages $S/pages --wcxb $S/wcxb/dev --records $S/records
"""
