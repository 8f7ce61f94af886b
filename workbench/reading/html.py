"""Web pages: the article's text without its surroundings, and what the page declares about itself."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.countries import declared_country
from workbench.reading.dates import read_date
from workbench.reading.decoding import Decoded, decode
from workbench.reading.layout import Layout, first_named
from workbench.reading.markup import Block, read_blocks
from workbench.reading.seen import hide_unseen, set_apart, spread_cells
from workbench.settings import Settings

# Where pages declare the day of publication, surest first. Footers and addresses of pages are not asked: they mislead. Nor is
# a bare "date", which is as often the day on which a program wrote the page.
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publication_date",
)
_PUBLISHER_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_COUNTRY_NAMES = ("geo.country", "og:country-name")
_AUTHOR_NAMES = ("author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_TITLE_NAMES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_CHANGED = re.compile("updat|modif|revis|chang|correct", re.IGNORECASE)
_DEEPEST_JSON = 6
_GROUPING = re.compile("(?<=[0-9])(?:&nbsp;|[\u00a0\u2007\u2009\u202f])(?=[0-9])")
_KEPT_SPACE = "\uf8fe"  # private; stands for a no-break space inside a number while trafilatura makes all others plain


def read_html(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read a web page: its main text.

    The publication day is one that the page declares (``article:published_time``, JSON-LD, ``<time>``), never a guess.
    """
    decoded = _decode(name, data)
    tree = parse_html(decoded.text)
    if tree is None:
        raise refusals.no_text(name, "a web page")
    named = _metadata(tree)
    published = _published(tree, named)
    layout = _lay_out(name, decoded.text, tree, settings)
    headings = layout.headings()
    return SourceText(
        text=layout.text(),
        title=first_named([*_pick(named, _TITLE_NAMES), *_found(tree, "//h1"), *_found(tree, "//title")]),
        author=first_named([*_pick(named, _AUTHOR_NAMES), *_linked(tree, "author")]),
        publisher=first_named([*_pick(named, _PUBLISHER_NAMES), *_linked(tree, "publisher")]),
        published=published,
        url=_url(tree, named),
        media_type="text/html",
        headings=headings,
        replaced=decoded.replaced,
        country=next((code for code in map(declared_country, _pick(named, _COUNTRY_NAMES)) if code), None),
    )


def parse_html(text: str) -> HtmlElement | None:
    """Parse markup leniently, without network, comments or instructions; ``None`` where there is no element at all."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        return document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def add_blocks(layout: Layout, blocks: Iterable[Block]) -> None:
    """Append blocks to `layout`."""
    for block in blocks:
        layout.add(block.text, heading=block.heading)


def _decode(name: str, data: bytes) -> Decoded:
    """Decode by the page's own declaration where that holds for every byte, else like any text."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            text = data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(name, data)
        if "\x00" not in text:
            return Decoded(text.removeprefix("\ufeff"), text.count("\ufffd"))
    return decode(name, data)


def _lay_out(name: str, text: str, tree: HtmlElement, settings: Settings) -> Layout:
    """The page as its reader sees it; where everything in it is hidden, a script shows it, and it is read as it stands."""
    layout = Layout(name, settings.max_characters)
    hides = make_seen(tree)
    add_blocks(layout, _main_blocks(tree))
    whole = parse_html(text) if hides and not layout.length else None
    if whole is not None:
        set_apart(whole)
        spread_cells(whole)
        add_blocks(layout, _main_blocks(whole))
    return layout


def make_seen(tree: HtmlElement) -> bool:
    """Change `tree` into what a reader sees of it; whether anything in it was hidden or struck out."""
    hides = hide_unseen(tree)
    set_apart(tree)
    spread_cells(tree)
    return hides


def _main_blocks(tree: HtmlElement) -> list[Block]:
    """The main text if there is one, else everything visible outside navigation, asides and footer.

    Where trafilatura knows no better it runs a whole page into one paragraph; then the page's own blocks are kept apart.
    """
    import trafilatura

    text = _GROUPING.sub(_KEPT_SPACE, etree.tostring(tree, encoding="unicode", method="html"))
    found = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, favor_recall=True)
    body = None if found is None or isinstance(found, dict) else found.body
    main = (
        [] if body is None else [replace(block, text=block.text.replace(_KEPT_SPACE, "\u00a0")) for block in read_blocks(body)]
    )
    if len(main) > 1:
        return main
    visible = list(read_blocks(_visible(tree)))
    whole = any(main[0].text in block.text for block in visible) if main else False
    return main if whole else visible or main


def _visible(tree: HtmlElement) -> HtmlElement:
    """A copy of the page's body without what surrounds its text; with it, where nothing else is there."""
    body = tree.find("body")
    whole = tree if body is None else body
    inner = copy.deepcopy(whole)
    etree.strip_elements(inner, "nav", "aside", "footer", with_tail=False)
    return inner if inner.text_content().strip() else whole


def _metadata(tree: HtmlElement) -> dict[str, str]:
    """Every named declaration of the page, names in lower case; the first of a name counts."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if key and content:
            named.setdefault(key, content)
    return named


def _pick(named: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [named[name] for name in names if name in named]


def _found(tree: HtmlElement, path: str) -> list[str]:
    return [element.text_content() for element in tree.xpath(path)]


def _url(tree: HtmlElement, named: dict[str, str]) -> str | None:
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    found = first_named([*canonical, named.get("og:url")])
    return found if found and found.startswith(("http://", "https://")) else None


def _published(tree: HtmlElement, named: dict[str, str]) -> dt.date | None:
    """The first declared day that is a whole date."""
    declared = [named.get("article:published_time"), *_linked(tree, "datePublished"), *_pick(named, _DATE_NAMES)]
    declared += [
        time.get("datetime") for time in tree.iter("time") if time.get("itemprop") == "datePublished" or time.get("pubdate")
    ]
    heads = tree.xpath("//article//header//time | //main//header//time")
    declared += [time.get("datetime") for time in heads if not _tells_of_change(time)]
    return next((day for day in map(read_date, declared) if day), None)


def _tells_of_change(time: HtmlElement) -> bool:
    """Whether a day says when the page was changed: by its own name, or by the words in front of it."""
    before = time.getprevious()
    words = [time.get("itemprop"), time.get("class"), time.getparent().text if before is None else before.tail, time.text]
    return _CHANGED.search(" ".join(filter(None, words))) is not None


def _linked(tree: HtmlElement, key: str) -> list[str]:
    """Texts (or the ``name`` of things) that stand under `key` in the page's JSON-LD, in document order."""
    found: list[str] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                found += _values(json.loads(script.text or ""), key, _DEEPEST_JSON)
            except (ValueError, RecursionError):
                continue  # a broken declaration declares nothing
    return found


def _values(thing: Any, key: str, depth: int) -> Iterator[str]:
    if depth == 0 or not isinstance(thing, dict | list):
        return
    if isinstance(thing, list):
        for item in thing:
            yield from _values(item, key, depth - 1)
        return
    for name, value in thing.items():
        if name == key:
            yield from _names(value)
        elif name in {"@graph", "mainEntity"}:
            yield from _values(value, key, depth - 1)


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            yield name
