"""E-mail messages: the decoded body, then each attachment that can be read, as one document."""

from __future__ import annotations

import email
from collections.abc import Callable, Iterator
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr
from pathlib import PurePath
from typing import Any

from workbench.errors import UnreadableFileError
from workbench.models import Refusal, SourceText
from workbench.reading import refusals
from workbench.reading.dates import read_date
from workbench.reading.decoding import decode
from workbench.reading.html import add_blocks, make_seen, parse_html
from workbench.reading.layout import Layout, first_named
from workbench.reading.markup import read_blocks
from workbench.settings import Settings

Reader = Callable[[str, bytes, Settings], Iterator[SourceText | Refusal]]
"""Reads an attachment by its name, as a file of that name would be read."""

_MOST_PARTS = 500
_DEEPEST = 3  # messages forwarded inside messages


def read_mail(name: str, data: bytes, settings: Settings, read: Reader) -> SourceText:
    """Read an ``.eml`` file: subject, body, forwarded messages and attachments, in this order.

    The sender is its author and the day of sending its date. Places read ``message`` and ``attachment NAME, PLACE``; an
    attachment that cannot be read is named with the reason.

    Raises:
        UnreadableFileError: this is no message, or there are too many parts in it.
    """
    message = email.message_from_bytes(data, policy=default)
    if not any(message.get(header) for header in ("From", "Subject", "Date", "To", "Content-Type", "Received")):
        raise refusals.mismatch(name, "a text without the head of a message")
    layout = Layout(name, settings.max_characters)
    subject = first_named([_header(message, "Subject")])
    _add_message(layout, message, settings, read, _DEEPEST)
    sender, address = parseaddr(_header(message, "From"))
    return SourceText(
        text=layout.text(),
        title=subject,
        author=first_named([sender, address]),
        published=read_date(_header(message, "Date")),
        media_type="message/rfc822",
        locators=layout.places(),
        headings=layout.headings(),
    )


def _add_message(layout: Layout, message: EmailMessage, settings: Settings, read: Reader, depth: int) -> None:
    start = layout.next_start
    layout.add(first_named([_header(message, "Subject")]) or "", heading=True)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        _add_body(layout, body)
    if layout.length > start:
        layout.mark(start, "message")
    for part in _attachments(message, body):
        if part.get_content_type() == "message/rfc822" and depth:
            inner: Any = part.get_payload(0)
            _add_message(layout, inner, settings, read, depth - 1)
        elif part.get_filename():
            _add_attachment(layout, part, settings, read)


def _add_body(layout: Layout, body: MIMEPart) -> None:
    content = _text(body)
    if body.get_content_subtype() != "html":
        for paragraph in content.replace("\r\n", "\n").split("\n\n"):
            layout.add(paragraph)
        return
    tree = parse_html(content)
    if tree is not None:
        make_seen(tree)
        add_blocks(layout, read_blocks(tree))


def _text(part: MIMEPart) -> str:
    """A part's text by its own declaration, or where that does not hold like any text."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload: Any = part.get_payload(decode=True)
        return decode("message", payload or b"").text


def _attachments(message: EmailMessage, body: MIMEPart | None) -> Iterator[EmailMessage]:
    """Every part that holds something and is neither the body nor another form of it."""
    waiting: list[Any] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting += reversed(list(part.iter_parts()))
        elif (
            part is not body and part is not message and not (part.get_content_maintype() == "text" and not part.get_filename())
        ):
            yield part
    raise refusals.too_many("the message", "parts", _MOST_PARTS, _MOST_PARTS, None)


def _add_attachment(layout: Layout, part: EmailMessage, settings: Settings, read: Reader) -> None:
    name = PurePath(" ".join(str(part.get_filename()).split())[:200]).name
    payload: Any = part.get_payload(decode=True)
    try:
        items = list(read(name, payload or b"", settings))
    except UnreadableFileError as error:
        if not _is_trimming(part, name):
            layout.add(f"Attachment {name}: not read ({error.found})", place=f"attachment {name}")
        return
    for item in items:
        if isinstance(item, SourceText):
            layout.append(item, f"attachment {name}")


def _is_trimming(part: EmailMessage, name: str) -> bool:
    """Whether a part is no document: a picture set in the body, or the message's signature."""
    picture = part.get_content_maintype() == "image" and part.get_content_disposition() == "inline"
    return picture or PurePath(name).suffix.lower() in {".p7s", ".asc"}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # the parser of broken heads raises anything
        return ""
