"""Text out of e-mail: bytes of any charset, encoded headers and HTML become plain text safe to show."""

import binascii
import html
import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses

HEADER_READ = 10_000  # characters of one header that are read
HTML_READ = 500_000
_LINES_KEPT = {"\n", "\t"}
_HIDDEN = {"Cc", "Cs", "Co", "Cf"}
_SILENT = {"script", "style", "title", "template", "head"}
_BREAKS = {"br", "br/", "/p", "/div", "/tr", "/li", "/table", "/ul", "/ol", "/blockquote"} | {
    f"/h{level}" for level in range(1, 7)
}
_TAG_NAME = re.compile(r"/?[a-z][a-z0-9]*/?")
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
_MANY_BREAKS = re.compile(r"\n{3,}")


def decoded(content: bytes, charset: str | None) -> str:
    """Read bytes by the charset they claim, else as UTF-8, else as Windows-1252: something comes out."""
    for one in (charset, "utf-8"):
        try:
            return content.decode(one) if one else content.decode("utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def plain(text: str) -> str:
    """Leave out what cannot be stored or shown: control signs, lone surrogates, signs that turn the order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in text if sign in _LINES_KEPT or unicodedata.category(sign) not in _HIDDEN)


def one_line(text: str, length: int) -> str:
    """Fold white space, and cut."""
    return " ".join(plain(text).split())[:length].rstrip()


def header_text(raw: str) -> str:
    """Read a header as it stands in the message: raw 8-bit signs and encoded words alike."""
    raw = unescaped(raw[:HEADER_READ])
    try:
        parts = decode_header(raw)
    except (HeaderParseError, binascii.Error, ValueError):
        return plain(raw)
    read = (part if isinstance(part, str) else decoded(part, charset) for part, charset in parts)
    return plain("".join(read)) or plain(raw)


def addresses(raw: str) -> list[tuple[str, str]]:
    """Read a header of addresses as pairs of name and address; what is no address is a name alone."""
    found = getaddresses([unescaped(raw[:HEADER_READ])])
    read = [(one_line(header_text(name), 200), one_line(address, 254)) for name, address in found]
    pairs = [(name, address if "@" in address else "") for name, address in read]
    pairs = [pair for pair in pairs if any(pair)]
    return pairs or ([(one_line(header_text(raw), 200), "")] if raw.strip() else [])


def text_of_html(markup: str) -> str:
    """Give what a page of HTML says, as plain text; scripts, styles and pictures are gone, links are told.

    What comes out is text and is shown as text, so that this need not understand every page: it reads once,
    from the beginning to the end, however the tags are nested or broken.
    """
    markup = markup[:HTML_READ]
    lowered, told, at, links = markup.lower(), [], 0, [""]
    while (start := markup.find("<", at)) >= 0:
        told.append(_words(markup[at:start]))
        end = markup.find(">", start)
        if end < 0:
            break
        tag = markup[start + 1 : end]
        name = _TAG_NAME.match(tag.lower())
        at = end + 1
        if tag.startswith("!--"):
            at = _after(markup, "-->", start)
        elif name is None:
            continue
        elif name[0] in _SILENT:
            at = _before(lowered, f"</{name[0]}", end)
        elif name[0] == "a":
            links.append(_address(tag))
        elif name[0] == "/a" and len(links) > 1:
            told.append(_told_link(links.pop(), told[-1]))
        elif name[0] in _BREAKS:
            told.append("\n")
    else:
        told.append(_words(markup[at:]))
    lines = (" ".join(line.split()) for line in plain("".join(told)).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def _words(text: str) -> str:
    """Read text between tags: white space is one space there, and signs are written as entities."""
    spaced = _WHITE.sub(" ", text)
    return html.unescape(spaced)


def _after(text: str, sought: str, start: int) -> int:
    found = text.find(sought, start)
    return len(text) if found < 0 else found + len(sought)


def _before(text: str, sought: str, start: int) -> int:
    found = text.find(sought, start)
    return len(text) if found < 0 else found


def _address(tag: str) -> str:
    found = _HREF.search(tag[:2000])
    address = html.unescape(found[1]).strip() if found else ""
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else ""


def _told_link(address: str, text: str) -> str:
    """Show where a link goes, unless its text says so."""
    told = address.removeprefix("mailto:")
    return "" if not told or told in text else f" <{told}>"


def unescaped(raw: str) -> str:
    """Read raw 8-bit bytes in a header, which the parser keeps as surrogates."""
    try:
        content = raw.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return raw
    return decoded(content, None)
