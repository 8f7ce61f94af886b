"""Makes small presentations and OpenDocument texts."""

import io
import zipfile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("text", "table", "office", "style", "meta")
)


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def slide(*lines, title="", more="", show="1"):
    """One slide: a title shape, a shape of paragraphs (text, or runs as XML), and further shapes as XML."""
    runs = (line if line.startswith("<a:r>") else f"<a:r><a:t>{line}</a:t></a:r>" for line in lines)
    body = "".join(f"<a:p>{run}</a:p>" for run in runs)
    shapes = f"<p:sp><p:txBody>{body}</p:txBody></p:sp>{more}"
    if title:
        role = '<p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        shapes += f"<p:sp>{role}<p:txBody><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>"
    return f'<p:sld {_P} {_A} show="{show}"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>'


def presentation(*slides, notes=""):
    """A file of slides in this order; the notes belong to the first."""
    ids = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in range(len(slides)))
    links = "".join(f'<Relationship Id="r{n}" Type="{_OFFICE}/slide" Target="slides/s{n}.xml"/>' for n in range(len(slides)))
    members = {f"ppt/slides/s{n}.xml": text for n, text in enumerate(slides)}
    members["ppt/presentation.xml"] = (
        f'<p:presentation {_P} xmlns:r="{_OFFICE}"><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>'
    )
    members["ppt/_rels/presentation.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
    if notes:
        link = f'<Relationship Id="n" Type="{_OFFICE}/notesSlide" Target="../notes/n.xml"/>'
        members["ppt/slides/_rels/s0.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{link}</Relationships>'
        members["ppt/notes/n.xml"] = slide(notes)
    return zipped(members)


def opendocument(body, styles="", meta=""):
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    told = f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/">{meta}</office:document-meta>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": told})
