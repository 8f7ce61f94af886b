"""Every kind of file that is not taken is named, with what was expected and what to do."""

import io
import os
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from workbench.errors import BadInputError, UnreadableFileError
from workbench.models import Refusal, SourceText
from workbench.reading import SUFFIXES, find_files, read_bytes, read_file, read_many
from workbench.settings import Settings

SETTINGS = Settings()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def pdf(pages=1, text="Twelve words.", **options):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for _ in range(pages):
        if text:
            canvas.drawString(60, 700, text)
        else:
            canvas.rect(10, 10, 50, 50, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word():
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Twelve.")
    document.save(buffer)
    return buffer.getvalue()


LOCKED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
LOCKED_BOOK = zipped(
    {"META-INF/container.xml": "<container/>", "META-INF/encryption.xml": '<e><EncryptionMethod Algorithm="aes256-cbc"/></e>'}
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty_file"),
        ("a.txt", b" \n\t\n", "empty_file"),
        ("a.pdf", b"", "empty_file"),
        ("a.md", "— … —".encode(), "no_text"),
        ("a.html", b"<html><body><script>alert(1)</script></body></html>", "no_text"),
        ("a.csv", b",,,\n,,\n", "no_text"),
        ("a.exe", b"MZ\x90", "unsupported_suffix"),
        ("README", b"text", "unsupported_suffix"),
        ("a.doc", b"text", "unsupported_suffix"),
        ("a.txt", b"text\x00with\x00nul", "binary"),
        ("a.csv", bytes(range(1, 32)) * 40, "binary"),
        ("a.txt", pdf(), "wrong_suffix"),
        ("a.txt", word(), "wrong_suffix"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "wrong_suffix"),
        ("a.txt", b"{\\rtf1 text}", "wrong_suffix"),
        ("a.txt", b"  <!DOCTYPE html><html><body>x</body></html>", "wrong_suffix"),
        ("a.pdf", b"just text", "wrong_suffix"),
        ("a.docx", b"just text", "wrong_suffix"),
        ("a.xlsx", word(), "wrong_suffix"),
        ("a.epub", zipped({"a.txt": "x"}), "wrong_suffix"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "wrong_suffix"),
        ("a.docx", LOCKED_OFFICE, "encrypted"),
        ("a.xlsx", LOCKED_OFFICE, "encrypted"),
        ("a.epub", LOCKED_BOOK, "encrypted"),
        ("a.pdf", pdf(encrypt=StandardEncryption("secret", strength=128)), "encrypted"),
        ("a.pdf", pdf(pages=2, text=""), "scanned_pdf"),
        ("a.pdf", pdf()[:300], "damaged"),
        ("a.docx", word()[:2000], "damaged"),
        ("a.docx", zipped({"word/document.xml": "<x/>"}), "damaged"),
        ("a.xlsx", zipped({"xl/workbook.xml": "<x"}), "damaged"),
        ("a.epub", zipped({"META-INF/container.xml": "<broken"}), "damaged"),
        ("a.epub", zipped({"META-INF/container.xml": "<container/>"}), "damaged"),
        ("a.docx", zipped({"word/document.xml": b" " * 20_000_000}), "archive_bomb"),
        ("a.xlsx", zipped({f"xl/{n}": b"" for n in range(10_001)}), "archive_bomb"),
        ("a.jsonl", b"not json\n[1]\n", "bad_line"),
        ("a.jsonl", b"not json\n" * 2_000, "wrong_suffix"),
        ("a.epub", zipped({"META-INF/container.xml": ENTITIES + "]><x>&i;</x>"}), "damaged"),
        ("a.docx", zipped(dict.fromkeys(["word/document.xml", "[Content_Types].xml"], ENTITIES + "]><x>&i;</x>")), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_bad_file_is_refused_with_its_reason(name, data, code):
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(name, data, SETTINGS)
    error = caught.value
    assert error.code == code
    assert name in str(error)
    assert all([error.expected, error.found, error.fix])


def test_declared_total_over_a_hundred_megabytes_is_refused_unopened():
    data = bytearray(zipped({"word/document.xml": os.urandom(1000)}, zipfile.ZIP_STORED))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (2_000_000_000).to_bytes(4, "little")
    with pytest.raises(UnreadableFileError, match="2,000 MB") as caught:
        read_bytes("a.docx", bytes(data), SETTINGS)
    assert caught.value.code == "archive_bomb"


@pytest.mark.timeout(120)
def test_entities_in_a_workbook_expand_to_nothing_dangerous():
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Ship", "Seats"])
    book.save(buffer)
    parts = {name: zipfile.ZipFile(buffer).read(name) for name in zipfile.ZipFile(buffer).namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("Seats", "&i;")
    for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        hostile = parts | {part: (ENTITIES + "]>" + (sheet if "sheet1" in part else "<sst><si><t>&i;</t></si></sst>")).encode()}
        try:
            assert len(read_bytes("a.xlsx", zipped(hostile), SETTINGS)[0].text) < 1000
        except UnreadableFileError as error:
            assert error.code in {"damaged", "no_text"}  # noqa: PT017 - either outcome is safe


@pytest.mark.parametrize(
    ("name", "data", "settings", "code"),
    [
        ("a.txt", b"x" * 1_100_000, {"max_file_megabytes": 1}, "too_large"),
        ("a.txt", b"word " * 300, {"max_characters": 1000}, "too_many_characters"),
        ("a.html", b"<p>" + b"word " * 300, {"max_characters": 1000}, "too_many_characters"),
        ("a.csv", b"a,b\n" + b"word,1\n" * 300, {"max_characters": 1000}, "too_many_characters"),
        ("a.pdf", pdf(pages=3), {"max_pages": 2}, "too_many_pages"),
        ("a.pdf", pdf(pages=90), {"max_characters": 1000}, "too_many_characters"),
    ],
)
def test_oversized_file_is_refused(name, data, settings, code):
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(name, data, Settings(**settings))
    assert caught.value.code == code


HOSTILE = {
    "keys": "---\n" + "a: b\n" * 250_000,
    "tags": "<" * 1_000_000,
    "headings": "# " * 500_000,
    "quotes": '"' * 1_000_001,
    "blanks": " \t" * 500_000 + "x",
    "brackets": "[" * 1_000_000,
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.jsonl"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_megabyte_of_hostile_text_does_not_hang(name, kind):
    try:
        read_bytes(name, HOSTILE[kind].encode(), SETTINGS)
    except UnreadableFileError as error:
        assert error.code  # noqa: PT017 - refusing is as good as reading


def test_a_folder_a_pipe_and_a_missing_file_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path, code in ((tmp_path, "not_a_file"), (tmp_path / "pipe.txt", "not_a_file"), (tmp_path / "gone.txt", "unavailable")):
        with pytest.raises(UnreadableFileError) as caught:
            read_file(path, SETTINGS)
        assert caught.value.code == code


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("Twelve.")
    path.chmod(0)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        read_file(path, SETTINGS)


def test_folders_are_walked_in_order_without_hidden_files_and_unknown_suffixes_are_listed(tmp_path):
    for name in ("b/two.txt", "a/one.md", "a/.hidden.txt", ".git/three.txt", "a/photo.jpg", "zero.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Twelve.")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = find_files([tmp_path / "b" / "two.txt", tmp_path, tmp_path / "zero.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["b/two.txt", "zero.txt", "a/one.md", "a/photo.jpg"]


def test_a_path_that_does_not_exist_is_bad_input(tmp_path):
    with pytest.raises(BadInputError, match="gone"):
        find_files([tmp_path / "gone"])


def test_a_batch_goes_on_after_a_bad_file_and_keeps_the_order(tmp_path):
    (tmp_path / "1.txt").write_text("First.")
    (tmp_path / "2.pdf").write_text("no PDF")
    (tmp_path / "3.jsonl").write_text('{"doc_id": "d", "title": "t", "text": "Third."}\nbad\n')
    (tmp_path / "4.xyz").write_text("x")
    items = list(read_many(find_files([tmp_path]), SETTINGS))
    assert [item.text if isinstance(item, SourceText) else item.code for item in items] == [
        "First.", "wrong_suffix", "Third.", "bad_line", "unsupported_suffix",
    ]  # fmt: skip
    assert [item.source_name for item in items if isinstance(item, Refusal)] == [
        str(tmp_path / n) for n in ("2.pdf", "3.jsonl", "4.xyz")
    ]


def test_a_file_name_that_is_no_utf8_does_not_break_the_batch(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/n\xffme.txt")
    with open(path, "w") as file:  # noqa: PTH123 - the name is the point
        file.write("Twelve.")
    (item,) = read_many(find_files([tmp_path]), SETTINGS)
    assert item.source_name.encode() == "n\ufffdme.txt".encode()


def test_suffixes_are_those_of_the_interface():
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".xlsx", ".csv", ".epub", ".jsonl"} <= SUFFIXES


def test_reading_twice_gives_the_same(tmp_path):
    data = word()
    assert read_bytes("A.DOCX", data, SETTINGS) == read_bytes("A.DOCX", data, SETTINGS)


class StumblingPath(type(Path())):
    """A path over which the reading stumbles in a way that nobody foresaw."""

    def stat(self, **options):
        raise LookupError("no such\nthing")


def test_a_file_over_which_the_reading_stumbles_is_refused_by_name_and_the_next_is_read(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("The quay is 400 m long.", encoding="utf-8")
    refused, read = read_many([StumblingPath(tmp_path / "odd.txt"), good], Settings())
    assert (refused.source_name, refused.code) == (str(tmp_path / "odd.txt"), "unforeseen")
    assert "found odd.txt: LookupError: no such thing;" in refused.reason
    assert read.text == "The quay is 400 m long."
