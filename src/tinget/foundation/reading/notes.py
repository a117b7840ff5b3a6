"""What is left to say of a reading that was not whole, and the bounds that make it so."""

from enum import StrEnum

PAGES = 3000
SCANNED_PAGES = 300
CHARACTERS = 4_000_000
SECONDS = 1200  # for the text of one file; what has been read by then is kept
PICTURED_PAGES = 12


class Note(StrEnum):
    """Why a reading is not whole."""

    NO_TEXT_READER = "no_text_reader"
    PAGES_LEFT_OUT = "pages_left_out"
    SCANNED_PAGES_LEFT_OUT = "scanned_pages_left_out"
    TEXT_LEFT_OUT = "text_left_out"
    TIME_WAS_UP = "time_was_up"
