"""Uploads larger than the limit: read to their end without being kept, so that the page can answer kindly."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from tinget.foundation.files.refusals import FileTooLarge

MEGABYTE = 1_000_000


def too_large(limit: int) -> FileTooLarge:
    """Make the error that says where the limit is."""
    return FileTooLarge(
        _(
            "Filen är större än %(limit)s MB, som är gränsen. Inget är sparat."
            " Dela den, eller be om en mindre."
        )
        % {"limit": limit // MEGABYTE}
    )


class UnkeptFile(UploadedFile):  # type: ignore[type-arg] # generic in the stubs alone
    """Stands for an upload over the limit: it has a name and a size, and reading it is refused."""

    def __init__(self, *, name: str, size: int, limit: int) -> None:
        super().__init__(file=None, name=name, content_type="", size=size)
        self.limit = limit

    def read(self, *_arguments: Any) -> bytes:
        """Refuse."""
        raise too_large(self.limit)

    def chunks(self, chunk_size: int | None = None) -> Any:
        """Refuse."""
        del chunk_size
        raise too_large(self.limit)


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes an upload to a temporary file up to the limit; over it, lets go of what was written."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin with nothing written."""
        super().new_file(*arguments, **named)
        self.over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write the piece, or drop it where the file has grown over the limit."""
        if start + len(raw_data) <= settings.TINGET_FILE_LIMIT:
            return super().receive_data_chunk(raw_data, start)
        if not self.over and self.file.file is not None:
            self.file.file.seek(0)
            self.file.file.truncate()
        self.over = True
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Hand over the file, or what stands for one that was too large."""
        if not self.over:
            return super().file_complete(file_size)
        self.file.close()
        return UnkeptFile(name=self.file_name or "", size=file_size, limit=settings.TINGET_FILE_LIMIT)
