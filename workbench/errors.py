"""Everything that can go wrong, said in one line: what was expected, what came, what to do.

One root, few children. The command line maps each child to the exit code of the machine interface; the desk shows
the same line. Third-party exceptions are translated at the module that calls the third party and never travel further.
"""

from __future__ import annotations


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


class MissingResourceError(WorkbenchError):
    """A model, index, corpus, port or server that is needed is not there (exit code 3)."""

    exit_code = 3


class DamagedError(WorkbenchError):
    """Stored bytes are not the bytes that were written: a corpus file, a ledger line (exit code 3)."""

    exit_code = 3


class CheckFailedError(WorkbenchError):
    """A command ran to its end and found the failure it was asked to look for (exit code 1)."""

    exit_code = 1
