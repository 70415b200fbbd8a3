"""To which sites links lead."""

from __future__ import annotations

import pytest

from extractor.boilerplate.sites import Sites, host_of, site_of
from tests.boilerplate.pages import html


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.com/a?b#c", "example.com"),
        ("//news.example.com", "news.example.com"),
        ("/a//b", ""),
        ("a/b.html", ""),
        ("mailto:a@example.com", ""),
        ("http://[broken", ""),
    ],
)
def test_host(address, host):
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("news.example.com", "example.com"),
        ("a.b.example.gov.cn", "example.gov.cn"),
        ("www.example.co.uk", "example.co.uk"),
        ("example.co", "example.co"),
        ("localhost", "localhost"),
    ],
)
def test_site(host, site):
    assert site_of(host) == site


LINKS = "".join(
    f'<p><a href="http://{host}/">x</a></p>' for host in ("a.example.org", "example.net")
)
OWN = "".join(f'<p><a href="http://news.example.com/{n}">own {n}</a></p>' for n in range(3))


def test_the_most_common_site_is_the_page_s_own():
    page = html(OWN + LINKS)
    sites = Sites(page)
    assert sites.left_for(page.blocks, hosts=False) == (2, 2)
    assert sites.left_for(page.blocks[:3], hosts=False) == (0, 0)


def test_hosts_of_one_owner_count_where_asked():
    page = html('<p><a href="http://a.example.com/">x</a></p>' + OWN)
    assert Sites(page).left_for(page.blocks[:1], hosts=False) == (0, 0)
    assert Sites(page).left_for(page.blocks[:1], hosts=True) == (1, 1)
