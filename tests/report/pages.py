"""Pages and their reports."""

from __future__ import annotations

from extractor.options import Options
from extractor.pipeline import run_stages
from extractor.records import Source
from extractor.report import render_report


def stages_of(data, name="page.html"):
    return run_stages(Source(name, data.encode("utf-8")), Options())


def report_of(data, name="page.html"):
    return render_report(stages_of(data, name))


PRESENTED = """<html lang="en"><head><title>Two readings | Harbour Notes</title></head><body>
<nav><a href="/">Home</a> | <a href="/about">About us</a> | <a href="/map">Site map</a></nav>
<h1>Two readings</h1>
<p>This week the group read two papers about tides, and both deserve a slow second look.</p>
<h2>1. Tidal Memory</h2>
<p>Title: Remembering Water Levels with Very Small Networks<br>Authors: Mara Quill, Odd Fjeld<br>
Year: 2018<br>Abstract: Small networks can keep a tide table if they are told the moon's phase.</p>
<p style="display:none">hidden words of the page</p>
<h2>2. Drift</h2>
<p>Title: Where Buoys Go at Night<br>Authors: Ilse Brand<br>Year: 2020<br>
Abstract: We follow forty buoys &amp; find that most of them <b>circle</b> the harbour.</p>
<table><tr><th>buoy</th><th>turns</th></tr><tr><td>red</td><td>12</td></tr></table>
<div><p><a href="https://example.org/privacy">Privacy</a> Copyright 2021 Harbour Notes.
All rights reserved.</p></div>
</body></html>"""

HOSTILE = """<html><head><title>$data </title><script>window.ran = 1</script>
<link rel="stylesheet" href="http://tracker.example/a.css"><base href="http://tracker.example/">
<meta http-equiv="refresh" content="0;url=http://tracker.example/moved">
<style>@import "http://tracker.example/b.css"; body {background: url(http://tracker.example/c)}</style>
</head><body onload="window.ran = 2">
<h1>Ordinary heading &lt;script&gt;window.ran = 3&lt;/script&gt;</h1>
<p onclick="window.ran = 4" id="data" class="bar" data-b="999" data-e="7">An ordinary paragraph
stands here with a picture <img src="http://tracker.example/p.png" onerror="window.ran = 5">.</p>
<svg onload="window.ran = 6"><a xlink:href="javascript:window.ran = 7"><text>x</text></a></svg>
<p>Title: A Paper &lt;/script&gt;&lt;script&gt;window.ran = 8&lt;/script&gt;<br>Authors: Ana Lima,
Bo Chen<br>Year: 2019<br>Abstract: &lt;!-- &lt;script&gt; a comment that never ends.</p>
<a href="javascript:window.ran = 9">press</a> <a href="http://tracker.example/out">leave</a>
<form id="page" action="http://tracker.example/send"><input name="search" autofocus
onfocus="window.ran = 10"><button>Send</button></form>
<iframe src="http://tracker.example/frame"></iframe><object data="http://tracker.example/o"></object>
<noscript><p title="</noscript><img src=x onerror='window.ran = 11'>">x</p></noscript>
<math><mtext><table><mglyph><style><img src=x onerror="window.ran = 12"></style></mglyph></table>
</mtext></math><video autoplay src="http://tracker.example/v"></video>
</body></html>"""
