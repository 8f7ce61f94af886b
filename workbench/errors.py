"""Everything that can go wrong, said in one line: what was expected, what came, what to do.

One root, few children. The command line maps each child to the exit code of the machine interface; the desk shows
the same line. Third-party exceptions are translated at the module that calls the third party and never travel further.
"""

from __future__ import annotations

from collections.abc import Mapping


class WorkbenchError(Exception):
    """Root of every error the workbench raises on purpose.

    Attributes:
        code: short stable name for machines, e.g. ``unreadable_file``.
        expected: what would have been right.
        found: what came instead.
        fix: what the user can do about it.
        exit_code: process exit code of the machine interface (2 bad input, 3 missing resource, 1 failed check).
    """

    exit_code = 2

    def __init__(self, code: str, *, expected: str, found: str, fix: str) -> None:
        self.code = code
        self.expected = expected
        self.found = found
        self.fix = fix
        super().__init__(f"expected {expected}; found {found}; {fix}")


class BadInputError(WorkbenchError):
    """The caller gave something the command cannot work on (exit code 2)."""


class UnreadableFileError(BadInputError):
    """One file of a batch cannot be read: empty, encrypted, scanned, oversized, not what its name says."""


class UnreadDocumentsError(BadInputError):
    """Documents that were read, but whose sentences, values or words the workbench stumbles over.

    Attributes:
        reasons: by ``doc_id``, what was met there, in one line.
    """

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        first = next(iter(self.reasons.items()))
        super().__init__(
            "unread_document",
            expected="documents that can be taken apart",
            found=f"{len(self.reasons)} that cannot, first {first[0]!r}: {first[1]}",
            fix="leave them out and report them: the workbench should read them",
        )


class MissingResourceError(WorkbenchError):
    """A model, index, corpus, port or server that is needed is not there (exit code 3)."""

    exit_code = 3


class DamagedError(WorkbenchError):
    """Stored bytes are not the bytes that were written: a corpus file, a ledger line (exit code 3)."""

    exit_code = 3


class CheckFailedError(WorkbenchError):
    """A command ran to its end and found the failure it was asked to look for (exit code 1)."""

    exit_code = 1


MOST_WORDS = 160
"""Characters of another library's message that are worth a person's time."""


def in_one_line(error: BaseException) -> str:
    """The class of any exception and what it says, in one short line: ``IndexError: tuple index out of range``.

    For the edges of a batch, where what nobody expected of one document or line must be named and not end the others.
    """
    said = " ".join(str(error).split()).encode(errors="replace").decode()
    said = f"{said[:MOST_WORDS]}…" if len(said) > MOST_WORDS else said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
