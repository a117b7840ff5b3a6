"""Why a file is not taken in: each error says what is wrong and what to do; nothing was stored."""

from tinget.foundation.errors import Expected


class FileRefused(Expected):
    """The file cannot be taken in; nothing was stored."""


class FileTooLarge(FileRefused):
    """More bytes than the limit."""


class FileTypeRefused(FileRefused):
    """The content is not what the name says, or is of a kind that is not taken in."""


class FileEmpty(FileRefused):
    """No content."""


class FileBroken(FileRefused):
    """Damaged or cut off: nobody could open it, nor could we see what it hides."""


class FileLocked(FileRefused):
    """Needs a password to be opened."""


class FileUnpacksTooFar(FileRefused):
    """Small on the wire, enormous when it is opened."""


class FileActive(FileRefused):
    """Does something by itself when it is opened: a script, a program, a form that is sent."""


class FileInfected(FileRefused):
    """The virus scanner knows what it is."""


class BucketSilent(Exception):
    """The bucket does not answer, or refuses us; the message is its own words."""


class FilesSilent(FileRefused):
    """The bucket that keeps the contents does not answer."""


class ScannerSilent(FileRefused):
    """The virus scanner does not answer, so nobody can tell."""
