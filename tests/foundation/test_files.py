"""The file store: once by content, streamed, bounded, and never what the name only pretends."""

import io

import pytest

from tests.factories.documents import a_pdf
from tinget.foundation import files

PDF = a_pdf("Protokoll")


def nothing_is_left(data_folder):
    return not [path for path in (data_folder / "files").rglob("*") if path.is_file()]


def test_the_same_content_is_kept_once(data_folder):
    first = files.store(1, PDF, name="a.pdf")
    second = files.store(1, io.BytesIO(PDF), name="b.PDF")
    assert first == second
    assert (first.size, first.media_type) == (len(PDF), "application/pdf")
    with files.open_stored(1, first.sha256) as file:
        assert file.read() == PDF
    assert len([path for path in (data_folder / "files" / "1").rglob("*") if path.is_file()]) == 1


def test_authorities_do_not_share_files(data_folder):
    files.store(1, PDF, name="a.pdf")
    with pytest.raises(FileNotFoundError):
        files.open_stored(2, files.store(1, PDF, name="a.pdf").sha256)


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", "tom.pdf", files.FileEmpty),
        (b"<!DOCTYPE html><script>alert(1)</script>", "protokoll.pdf", files.FileTypeRefused),
        (b"<html><body>hej</body></html>", "brev.txt", files.FileTypeRefused),
        (b"MZ\x90\x00", "program.exe", files.FileTypeRefused),
        (PDF, "protokoll.docx", files.FileTypeRefused),
        (PDF, "utan-andelse", files.FileTypeRefused),
        (b"a\0b", "brev.txt", files.FileTypeRefused),
    ],
)
def test_a_file_that_is_not_what_it_claims_is_refused(data_folder, content, name, error):
    with pytest.raises(error):
        files.store(1, content, name=name)
    assert nothing_is_left(data_folder)


def test_a_file_over_the_limit_is_refused_before_it_is_read_to_its_end(data_folder):
    class Endless:
        read_bytes = 0

        def read(self, size=-1, /):
            self.read_bytes += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(files.FileTooLarge, match="3 MB"):
        files.store(1, endless, name="a.txt", limit=3_000_000)
    assert endless.read_bytes < 8_000_000
    assert nothing_is_left(data_folder)


def test_an_upload_that_breaks_off_leaves_nothing(data_folder):
    class Broken:
        def read(self, _size=-1, /):
            raise ConnectionError

    with pytest.raises(ConnectionError):
        files.store(1, Broken(), name="a.pdf")
    assert nothing_is_left(data_folder)


@pytest.mark.parametrize("digest", ["../../etc/passwd", "a" * 63, "g/" * 32])
def test_a_path_outside_the_store_cannot_be_asked_for(digest):
    with pytest.raises(ValueError, match="SHA-256"):
        files.path_of(1, digest)


def test_swedish_text_cut_in_the_middle_of_a_letter_is_still_text(data_folder):
    content = ("å" * 40_000).encode()
    assert files.store(1, content, name="brev.txt").media_type == "text/plain"
