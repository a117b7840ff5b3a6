"""What a file would do to whoever opens it: the examination that each must pass before it is kept."""

from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from tinget.foundation.files import office_archives, pdf_contents
from tinget.foundation.files.refusals import FileBroken, FileUnpacksTooFar
from tinget.kernel.media_types import IMAGES, OFFICE, PDF

PIXELS = 300_000_000  # in all pages of a picture; an A0 drawing at 300 points an inch has 140 million

Image.MAX_IMAGE_PIXELS = None  # the bound is ours, below: before any pixel is unpacked


def examine(path: Path, media_type: str, name: str) -> None:
    """Refuse a file that is broken, locked, active, or enormous when it is opened."""
    if media_type == PDF:
        pdf_contents.examine(path, name)
    elif media_type in OFFICE:
        office_archives.examine(path, media_type, name)
    elif media_type in IMAGES:
        _examine_image(path, name)


def _examine_image(path: Path, name: str) -> None:
    try:
        with Image.open(path) as image:
            pixels = image.width * image.height * getattr(image, "n_frames", 1)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as error:
        raise FileBroken(
            _("Bilden ”%(name)s” är trasig och går inte att öppna. Ladda upp den igen.") % {"name": name}
        ) from error
    if pixels > PIXELS:
        raise FileUnpacksTooFar(
            _("Bilden ”%(name)s” har för många bildpunkter. Minska den och välj den igen.") % {"name": name}
        )
