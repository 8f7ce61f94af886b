"""Why a file is not taken, one function per reason, each saying what was expected, what came and what to do."""

from __future__ import annotations

from workbench.errors import UnreadableFileError


def empty(name: str) -> UnreadableFileError:
    """The file holds no bytes, or nothing but white space."""
    return UnreadableFileError(
        "empty_file", expected="a file with text in it", found=f"{name}, empty", fix="remove it or refill it"
    )


def no_text(name: str, what: str) -> UnreadableFileError:
    """The file is sound but no word came out of it; `what` says what kind of file it is."""
    return UnreadableFileError(
        "no_text", expected="readable text", found=f"{name}, {what} without any words", fix="save the text itself and add that"
    )


def scanned(name: str, pages: int) -> UnreadableFileError:
    """A PDF of pictures."""
    return UnreadableFileError(
        "scanned_pdf",
        expected="a PDF with text in it",
        found=f"{name}, {pages} page(s) without any text, likely scanned",
        fix="run text recognition (OCR) on it and add the result",
    )


def encrypted(name: str) -> UnreadableFileError:
    """The content is locked by a password or by rights management."""
    return UnreadableFileError(
        "encrypted",
        expected="a file that opens without a password",
        found=f"{name}, encrypted",
        fix="save a copy without a password",
    )


def too_large(name: str, megabytes: float, limit: int) -> UnreadableFileError:
    """The file is over ``max_file_megabytes``."""
    return UnreadableFileError(
        "too_large",
        expected=f"at most {limit} MB",
        found=f"{name}, {megabytes:.1f} MB",
        fix="split it, or raise max_file_megabytes in workbench.toml",
    )


def too_many(name: str, what: str, count: int, limit: int, setting: str | None) -> UnreadableFileError:
    """More pages, characters or cells (`what`) than `setting`, or a fixed limit, allows; reading stopped at `count`."""
    return UnreadableFileError(
        f"too_many_{what}",
        expected=f"at most {limit:,} {what}",
        found=f"{name}, {count:,} or more",
        fix=f"split it, or raise {setting} in workbench.toml" if setting else "split it",
    )


def archive_bomb(name: str, found: str) -> UnreadableFileError:
    """A zip container (an Office file, an EPUB) that would unpack to far more than it is; refused before it is unpacked."""
    return UnreadableFileError(
        "archive_bomb",
        expected="a container that unpacks to at most 100 MB and 100 times its size",
        found=f"{name}, {found}",
        fix="save the text itself and add that",
    )


def binary(name: str, found: str) -> UnreadableFileError:
    """A text suffix on something that is not text."""
    return UnreadableFileError("binary", expected="text", found=f"{name}, {found}", fix="save it as UTF-8 text and add that")


def mismatch(name: str, actual: str) -> UnreadableFileError:
    """The content is not what the suffix says."""
    return UnreadableFileError(
        "wrong_suffix",
        expected=f"the content that the name {name} promises",
        found=actual,
        fix="rename it with its true suffix or save it again in that format",
    )


def unsupported(name: str, suffixes: str) -> UnreadableFileError:
    """No reader for this suffix."""
    return UnreadableFileError(
        "unsupported_suffix", expected=f"one of {suffixes}", found=name, fix="save it in one of these formats and add that"
    )


def not_a_file(name: str, what: str) -> UnreadableFileError:
    """The path is a folder, a pipe, a device."""
    return UnreadableFileError(
        "not_a_file", expected="a regular file", found=f"{name}, {what}", fix="name the files themselves"
    )


def unavailable(name: str, reason: str) -> UnreadableFileError:
    """The operating system would not hand the file over."""
    return UnreadableFileError(
        "unavailable", expected="a file that may be read", found=f"{name}: {reason}", fix="check the name and your access to it"
    )


def damaged(name: str, what: str, reason: str) -> UnreadableFileError:
    """The parser of this format (`what`) gave up; `reason` is its own account."""
    return UnreadableFileError(
        "damaged",
        expected=f"a sound {what}",
        found=f"{name}: {' '.join(reason.split())[:200]}",
        fix="open it in its own program and save it again",
    )


def unforeseen(name: str, reason: str) -> UnreadableFileError:
    """Something that no reader expects; `reason` names the exception."""
    return UnreadableFileError(
        "unforeseen",
        expected="a file that can be read",
        found=f"{name}: {reason}",
        fix="leave it out and report it: the workbench should read it or say why not",
    )


def bad_front_matter(name: str, found: str) -> UnreadableFileError:
    """The block at the head of the file says something that cannot be."""
    return UnreadableFileError(
        "front_matter", expected="tier: primary, secondary or author", found=f"{name}, {found}", fix="correct the front matter"
    )


def bad_line(name: str, number: int, found: str) -> UnreadableFileError:
    """One line of a ``.jsonl`` file cannot be taken."""
    return UnreadableFileError(
        "bad_line",
        expected='a JSON object with "doc_id", "title" and "text", each a text',
        found=f"{name}, line {number}: {found}",
        fix="correct that line; the other lines are taken",
    )
