"""Identifiers from print and from addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.papers.fields.identifiers import (
    identifiers_of_url,
    read_arxiv_version,
    read_identifiers,
)

ADDRESSES = [
    ("http://1.2.3.4/arxiv.org/pdf/1609.04904v1.pdf", {"arxiv": "1609.04904"}),
    ("https://arxiv.org/abs/hep-ph/9510424v2", {"arxiv": "hep-ph/9510424"}),
    ("https://arxiv.org/abs/math.GT/0309136", {"arxiv": "math.GT/0309136"}),
    ("https://xxx.lanl.gov/abs/hep-th/9901001", {"arxiv": "hep-th/9901001"}),
    ("https://huggingface.co/papers/2607.22368", {"arxiv": "2607.22368"}),
    ("https://www.alphaxiv.org/abs/2607.22368v2", {"arxiv": "2607.22368"}),
    ("https://ar5iv.labs.arxiv.org/html/2005.14165", {"arxiv": "2005.14165"}),
    ("https://arxiv.org/abs/2013.12345", {}),
    ("https://doi.org/https://doi.org/10.1371/x.0249636", {"doi": "10.1371/x.0249636"}),
    ("https://doi.org/10.1172%2FJCI113798", {"doi": "10.1172/JCI113798"}),
    ("https://example.org/doi/pdf/10.1145/3477495.3532037", {"doi": "10.1145/3477495.3532037"}),
    ("https://example.org/articles/10.3389/abc.2019.00095/full", {"doi": "10.3389/abc.2019.00095"}),
    (
        "https://x.org/content/10.1101/2020.01.02.123456v2.full.pdf",
        {"doi": "10.1101/2020.01.02.123456"},
    ),
    ("bibtex.html#10.1109/SP.2006.17", {}),
    ("https://www.aclweb.org/anthology/P/P17/P17-2036.pdf", {"acl": "P17-2036"}),
    ("https://aclanthology.org/2023.acl-long.1/", {"acl": "2023.acl-long.1"}),
    ("pdf/W19-4001.pdf", {}),
    ("https://openreview.net/forum?noteId=x&id=rJ4km2R5t7", {"openreview": "rJ4km2R5t7"}),
    ("https://pubmed.ncbi.nlm.nih.gov/31452104/", {"pmid": "31452104"}),
    ("http://www.ncbi.nlm.nih.gov/pmc/articles/PMC442760", {"pmcid": "PMC442760"}),
    ("https://dblp.org/rec/conf/nips/Abc17.html?view=bibtex", {"dblp": "conf/nips/Abc17"}),
    ("https://hal.science/hal-01234567v2/document", {"hal": "hal-01234567"}),
    ("https://www.semanticscholar.org/paper/A-Title/" + "0a" * 20, {"s2": "0a" * 20}),
    ("https://example.org/2019/12345", {}),
]

PRINTED = [
    ("arXiv:1906.08237v2 [cs.CL]", {"arxiv": "1906.08237"}),
    ("arXiv 2607.22368", {"arxiv": "2607.22368"}),
    ("来源：arXiv（2607.22368）", {"arxiv": "2607.22368"}),
    ("a batch of 2012.12345 units", {}),
    ("arXiv:1212.12345", {"arxiv": "1212.12345"}),
    ("arXiv:1213.12345", {}),
    ("doi:10.1145/3477495.3532037。", {"doi": "10.1145/3477495.3532037"}),
    ("10.1000/xyz，中文后缀", {"doi": "10.1000/xyz"}),
    ("https://doi.org/10.1000/abc代码", {"doi": "10.1000/abc"}),
    ("(10.1016/S0140-6736(95)91234-5).", {"doi": "10.1016/S0140-6736(95)91234-5"}),
    ("10.48550/arXiv.2405.05966", {"doi": "10.48550/arXiv.2405.05966", "arxiv": "2405.05966"}),
    ("ISBN 978-0-306-40615-7, 300 pages", {"isbn": "978-0-306-40615-7"}),
    ("ISBN 978-0-306-40615-8", {}),
    ("ISBN: 0-306-40615-2", {"isbn": "0-306-40615-2"}),
    ("ISSN 0378-5955", {"issn": "0378-5955"}),
    ("ISSN 0378-5956", {}),
    ("PMID: 12345678; PMCID: PMC123456", {"pmid": "12345678", "pmcid": "PMC123456"}),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_addresses(url: str, expected: dict[str, str]) -> None:
    assert identifiers_of_url(url) == expected


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_print(text: str, expected: dict[str, str]) -> None:
    assert read_identifiers(text) == expected


@given(st.text(st.sampled_from("10./arXiv:(),[]%2F abcPMIDS978-X中，")))
def test_never_raises_and_invents_nothing(text: str) -> None:
    for kind, value in read_identifiers(text).items():
        if kind not in ("isbn", "issn"):
            assert value in text
    identifiers_of_url(text)


@given(st.integers(1000, 99999), st.text(st.sampled_from("abz019._-"), min_size=1))
def test_doi_survives_its_own_reading(prefix: int, suffix: str) -> None:
    found = read_identifiers(f"10.{prefix}/{suffix}").get("doi")
    assert found is None or read_identifiers(found)["doi"] == found


@pytest.mark.parametrize(
    ("texts", "version"),
    [
        (["https://arxiv.org/abs/2301.00001v3"], 3),
        (["https://arxiv.org/pdf/2301.00001v12.pdf", "arXiv:2301.00001v2"], 12),
        (["arXiv:2301.00001v2 [cs.CL]"], 2),
        (["arXiv:2301.00001", "arXiv:2301.00002v4"], None),
        (["2301.00001v0", "2301.00001v100", "2301.00001version 3"], None),
        ([], None),
    ],
)
def test_version_behind_an_arxiv_number(texts: list[str], version: int | None) -> None:
    assert read_arxiv_version("2301.00001", texts) == version
