"""The verification log of an article, in the forms other people read."""

from workbench.export.csv_sheet import to_csv
from workbench.export.log import Entry, VerificationLog, build_log, to_jsonl
from workbench.export.verification import LogProblem, verify_log

__all__ = ["FORMATS", "Entry", "LogProblem", "VerificationLog", "build_log", "export_log", "to_csv", "to_jsonl", "verify_log"]

from workbench.errors import BadInputError
from workbench.ledger import Ledger

FORMATS = {"csv": to_csv, "jsonl": to_jsonl}


def export_log(ledger: Ledger, article_id: str, form: str) -> bytes:
    """The verification log of an article as the bytes of a file.

    Raises:
        BadInputError: an unknown article, one that was never checked, or an unknown format.
    """
    if form not in FORMATS:
        raise BadInputError("format", expected=" or ".join(FORMATS), found=repr(form), fix="choose one of those")
    return FORMATS[form](build_log(ledger, article_id))
