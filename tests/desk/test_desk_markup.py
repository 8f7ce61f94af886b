"""Nothing of an article or a document is ever read as markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.desk.markup import Markup, join, tag, text


class _Parsed(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, name: str, attrs: object) -> None:
        self.tags.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


HOSTILE = ["<img src=x onerror=alert(1)>", "</p><script>1</script>", "![i](http://example.org/i.png)", "a & b < c", '"quoted"']


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text(words: str) -> None:
    parsed = _Parsed(tag("p", words))
    assert parsed.tags == ["p"]
    assert "".join(parsed.words) == words


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cf", "Cs")), max_size=60))
def test_any_visible_text_comes_back_as_it_was(words: str) -> None:
    parsed = _Parsed(tag("p", tag("b", words), words))
    assert parsed.tags == ["p", "b"]
    assert "".join(parsed.words) == words + words


def test_an_attribute_cannot_end_early() -> None:
    assert tag("p", title='" onclick="x') == '<p title="&quot; onclick=&quot;x"></p>'


def test_hidden_characters_show_as_badges_with_their_names() -> None:
    shown = text("19\u200b0 \u202emiles")
    assert "U+200B" in shown
    assert "zero width space" in shown
    assert "right-to-left override" in shown
    assert "\u200b" not in shown


def test_none_is_left_out_and_markup_is_not_escaped_twice() -> None:
    assert tag("p", None, tag("b", "x"), cls="c", title=None) == '<p class="c"><b>x</b></p>'
    assert join([Markup("<i>"), "<"]) == "<i>&lt;"
