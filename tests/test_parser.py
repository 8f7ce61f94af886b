"""The parse is the pipeline's own: rules remembered for a token give what trying all of them gives."""

import json
from pathlib import Path

import pytest
from spacy.pipeline import AttributeRuler

from workbench.parser import language

WRITTEN = sorted((Path(__file__).parents[1] / "scripts" / "relation").glob("*/*.jsonl"))


def texts():
    for path in WRITTEN:
        for line in path.read_text(encoding="utf-8").splitlines()[:8]:
            group = json.loads(line)
            yield group["a"]
            yield from (claim[0] for claim in group["claims"][:3])


def before_the_rules(text):
    doc = language().make_doc(text)
    for name, component in language().pipeline:
        if name == "attribute_ruler":
            break
        doc = component(doc)
    return doc


def both_ways(text):
    ruler = language().get_pipe("attribute_ruler")
    doc = before_the_rules(text)
    return ruler.match(doc), AttributeRuler.match(ruler, doc)


def test_remembered_rules_are_those_that_match_in_running_text():
    assert len(WRITTEN) > 5
    for text in texts():
        remembered, tried = both_ways(text)
        assert remembered == tried


@pytest.mark.parametrize(
    "text",
    [
        "There's no doubt that they ain't gonna go.",
        "Y'all let's see whether he's got ta leave.",
        " \n\t two  blanks\n\nand a line ",
        "C'mon, nothin' was doin', 'nuff said.",
        "“It” is you, and I, and me.",
        "",
        " ",
        "日本 1,5 £ ½ ﬁne",
    ],
)
def test_remembered_rules_are_those_that_match_in_odd_text(text):
    remembered, tried = both_ways(text)
    assert remembered == tried
