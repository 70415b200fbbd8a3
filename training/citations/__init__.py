"""Makes the citation tagger: records to labelled strings, strings to a model.

python -m training.citations --records ../shared/records --out extractor/papers/data
"""
