"""Write the demo documents that are no text files (PDF, Word, Excel): the same bytes at every run.

Run it after a change here and commit what it writes: ``python scripts/render_demo.py``. Everything in them is invented.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from workbench.demo import documents_path

Rows = tuple[tuple[str | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to render: a heading, paragraphs, then perhaps a table."""

    name: str
    title: str
    author: str
    published: dt.date
    paragraphs: tuple[str, ...]
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook to render: sheets by name."""

    name: str
    title: str
    author: str
    published: dt.date
    sheets: tuple[tuple[str, Rows], ...]


DATA_SHEET = Paper(
    "data-sheet.pdf",
    "Silver Petrel, technical data",
    "Kestle & Dray",
    dt.date(2024, 2, 12),
    (
        (
            "The Silver Petrel is a battery ferry for the Ostrey route of Marrowin Ferries. The Silver Petrel carries 320 "
            "passengers and 64 cars. The ship displaces 2.54 million pounds at full load and has a service speed of 17 knots."
        ),
        (
            "The batteries store 4,300 kilowatt-hours. With the pack of the first phase the Silver Petrel has a range of "
            "45 km on one charge; with the pack of the second phase she has a range of 64 km."
        ),
        "The hull is 92 m long and 15.5 m wide.",
    ),
)
EMISSIONS = Paper(
    "emissions-study.pdf",
    "Emissions of battery ferries, generation included",
    "Institute for Coastal Transport",
    dt.date(2024, 3, 18),
    (
        (
            "The study follows the electricity back to the power station. Counting the generation of the electricity, the new "
            "battery ferry will cut the emissions of the Ostrey route by 74 percent."
        ),
        "On the Skell Point route the saving would be 69 percent.",
    ),
)
ANNUAL_REPORT = Paper(
    "annual-report.docx",
    "Marrowin Ferries, annual report for 2023",
    "Marrowin Ferries",
    dt.date(2024, 3, 28),
    (
        "The Silver Petrel cost $47.9 million. The budget approved in 2021 was $40 million.",
        "The Old Margit burned 5.7 million pounds of fuel a year.",
        "In 2023, 612,480 passengers used the Ostrey route, against 546,860 in 2022.",
        "The new terminal in Port Hessel was completed on 18 March 2024.",
        "From 1 May 2024 an adult single ticket to Ostrey will cost $11.50 instead of $10.00.",
    ),
    (("Ship", "Built", "Passengers"), ("Old Margit", "1984", 260), ("Grey Plover", "1997", 140)),
)
MINUTES = Paper(
    "council-minutes.docx",
    "Ostrey island council, minutes of 20 February 2024",
    "Ostrey Island Council",
    dt.date(2024, 2, 22),
    (
        "The island council approved the new timetable by nine votes to three. One member was absent.",
        "Odile Marsh, the head teacher of the island school, asked for a later boat on Fridays.",
        "The path to the north shore will be repaired before Easter.",
    ),
)
FARES = Book(
    "fares.xlsx",
    "Fares and departures from May 2024",
    "Marrowin Ferries",
    dt.date(2024, 4, 15),
    (
        (
            "Fares",
            (
                ("Ticket", "Route", "Price", "Valid from"),
                ("Adult single", "Port Hessel - Ostrey", 11.5, "2024-05-01"),
                ("Child single", "Port Hessel - Ostrey", 5.5, "2024-05-01"),
                ("Car with driver", "Port Hessel - Ostrey", 34.0, "2024-05-01"),
            ),
        ),
        (
            "Departures",
            (
                ("Day", "First boat", "Last boat", "Departures each way"),
                ("Weekday", "6.10", "21.40", 9),
                ("Sunday", "8.10", "19.40", 6),
            ),
        ),
    ),
)


def main() -> None:
    """Render every document into the demo's folder."""
    for paper in (DATA_SHEET, EMISSIONS):
        _write(paper.name, render_pdf(paper))
    for paper in (ANNUAL_REPORT, MINUTES):
        _write(paper.name, render_docx(paper))
    _write(FARES.name, render_xlsx(FARES))


def render_pdf(paper: Paper) -> bytes:
    """A one-page PDF that says in its text when it was published; its own dates are the same day."""
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Paragraph(paper.title, styles["Title"]), Paragraph(_dated(paper.published), styles["BodyText"])]
    story += [Paragraph(text, styles["BodyText"]) for text in paper.paragraphs]
    story += [Table([[str(cell) for cell in row] for row in paper.rows])] if paper.rows else []
    buffer = io.BytesIO()
    with _clock_at(paper.published):
        SimpleDocTemplate(buffer, pagesize=A4, title=paper.title, author=paper.author, invariant=1).build(story)
    return buffer.getvalue()


def render_docx(paper: Paper) -> bytes:
    """A Word document with a heading, paragraphs and a table."""
    document = docx.Document()
    told = document.core_properties
    told.title, told.author, told.last_modified_by = paper.title, paper.author, paper.author
    told.created = told.modified = _noon(paper.published)
    document.add_heading(paper.title, level=1)
    document.add_paragraph(_dated(paper.published))
    for text in paper.paragraphs:
        document.add_paragraph(text)
    if paper.rows:
        table = document.add_table(rows=0, cols=len(paper.rows[0]))
        for row in paper.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    buffer = io.BytesIO()
    document.save(buffer)
    return _settle(buffer.getvalue(), paper.published)


def render_xlsx(book: Book) -> bytes:
    """A workbook that opens with its day of publication; prices are shown in dollars."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title, workbook.properties.creator = book.title, book.author
    workbook.properties.created = _noon(book.published).replace(tzinfo=None)
    for number, (name, rows) in enumerate(book.sheets):
        sheet = workbook.create_sheet(name)
        above = [] if number else [[_dated(book.published)], []]
        for row in [*above, *map(list, rows)]:
            sheet.append(row)
        names = len(above) + 1
        for column in sheet.iter_cols(min_row=names + 1):
            if sheet.cell(names, column[0].column or 1).value == "Price":
                for cell in column:
                    cell.number_format = '"$"0.00'
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _settle(buffer.getvalue(), book.published)


@contextmanager
def _clock_at(day: dt.date) -> Iterator[None]:
    """Let the PDF writer take noon of `day` for the time; this variable is its only way to be told."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(_noon(day).timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _settle(data: bytes, day: dt.date) -> bytes:
    """Write an Office container again with every clock in it set to `day`."""
    buffer = io.BytesIO()
    stamp = day.strftime("%Y-%m-%dT12:00:00Z").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]{0,300}>)[^<]{0,40}", rb"\g<1>" + stamp, part)
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return buffer.getvalue()


def _dated(day: dt.date) -> str:
    return f"Published: {day.day} {day:%B %Y}"


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def _write(name: str, data: bytes) -> None:
    path: Path = documents_path() / name
    path.write_bytes(data)
    print(f"{path.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
