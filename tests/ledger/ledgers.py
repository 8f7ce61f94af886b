"""What the ledger's tests share: a small ledger, what it holds, ways to damage bytes, and a disk that fails when told."""

import datetime as dt
import itertools
import random

from workbench.errors import WorkbenchError
from workbench.ledger import Ledger, Reviewer
from workbench.ledger.disk import REAL_DISK
from workbench.models import (
    Article,
    ArticleCheck,
    Assessment,
    Claim,
    ClaimType,
    Sentence,
    Suggestion,
    SuggestionLabel,
    Verdict,
)

ANA = Reviewer("Ana")
BEN = Reviewer("Ben")
ARTICLE = Article("a-1", "Ferry doubles its runs", "The ferry makes 12 runs a day. It cost $3 million.", dt.date(2024, 5, 2))


def make_check(labels=(SuggestionLabel.MATCH, SuggestionLabel.CONFLICT)):
    text = ARTICLE.text
    spans = [(0, 30), (31, 50)]
    assessments = tuple(
        Assessment(
            claim=Claim(f"c-{n}", start, end, text[start:end], text[start:end], n, (ClaimType.COUNT,), 0.9, ("has a figure",)),
            evidence=(),
            comparisons=(),
            suggestion=Suggestion(label, "because", "An explanation."),
        )
        for n, ((start, end), label) in enumerate(zip(spans, labels, strict=True))
    )
    sentences = tuple(Sentence(start, end, text[start:end]) for start, end in spans)
    return ArticleCheck("a-1", ARTICLE.title, ARTICLE.published, "refs", "5" * 64, "6" * 64, sentences, (), assessments, ())


def ticking():
    start = dt.datetime(2024, 5, 2, 9, 0, tzinfo=dt.UTC)
    counter = itertools.count()
    return lambda: start + dt.timedelta(seconds=next(counter))


def open_ledger(workspace, **options):
    return Ledger.open(workspace, **{"clock": ticking()} | options)


def fill(workspace, decisions=12):
    """Write a ledger of an article, a check, and verdicts, notes and undos; returns what it holds."""
    with open_ledger(workspace) as book:
        book.add_checked(ARTICLE, make_check(), ANA)
        for number in range(decisions):
            decide(book, number)
        return contents(book)


def decide(book, number):
    """One action, another for each number; its note or its place names the number."""
    if number % 5 == 3:
        book.add_note("a-1", f"c-{number % 2}", f"note {number}: “asked”", ANA)
    elif number % 7 == 6:
        book.undo(ANA)
    else:
        verdict = Verdict.REFUTED if number % 2 else Verdict.SUPPORTED
        book.give_verdict("a-1", f"c-{number % 2}", verdict, ANA, note=f"no. {number}", evidence=["d:0"])


def contents(book):
    """Everything the ledger answers about its one article."""
    return (book.events(), book.verdicts("a-1"), book.undone(), book.articles(), book.article("a-1"), book.check("a-1"))


def seeded(seed):
    """Chance that comes out the same each time."""
    return random.Random(seed)  # noqa: S311 - damage, not secrets


def damaged(data, chance):
    """Bytes that a disk, a copy or a hand may have made of `data`; `chance` is a seeded `random.Random`."""
    if not data:
        return b"\x00"
    at = chance.randrange(len(data))
    length = chance.choice([1, 4, 64, 512, 4096])
    ways = [
        lambda: data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :],
        lambda: data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :],
        lambda: data[:at] + chance.randbytes(min(length, len(data) - at)) + data[at + length :],
        lambda: data[:at] + bytes(min(length, len(data) - at)) + data[at + length :],
        lambda: data[:at],
        lambda: data[:at] + data[at + length :],
        lambda: data[:at] + data[at : at + length] + data[at:],
        lambda: data + chance.randbytes(length),
    ]
    return chance.choice(ways)()


def outcome(action):
    """Run an action; its answer, or the error of ours it ended in. Anything else is the test's failure."""
    try:
        return action()
    except WorkbenchError as error:
        return error


class FailingDisk:
    """The real disk, but for the calls that `plan` names: `plan(call, data)` gives how many bytes still arrive, or ``None``.

    Calls are ``write``, ``sync`` and ``cut``.
    """

    def __init__(self, plan):
        self.plan = plan

    def write(self, file, data):
        arriving = self.plan("write", data)
        REAL_DISK.write(file, data if arriving is None else data[:arriving])
        self._fail_if(arriving)

    def sync(self, file):
        arriving = self.plan("sync", b"")
        REAL_DISK.sync(file)
        self._fail_if(arriving)

    def cut(self, file, length):
        self._fail_if(self.plan("cut", b""))
        REAL_DISK.cut(file, length)

    @staticmethod
    def _fail_if(arriving):
        if arriving is not None:
            raise OSError(28, "No space left on device")
