"""The names of the formats that files come in."""

PDF = "application/pdf"
TEXT = "text/plain"
CSV = "text/csv"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
EMAIL = "message/rfc822"
PNG, JPEG, TIFF, WEBP = "image/png", "image/jpeg", "image/tiff", "image/webp"

TEXTS = frozenset({TEXT, CSV})
OFFICE = frozenset({DOCX, XLSX, PPTX, ODT})
IMAGES = frozenset({PNG, JPEG, TIFF})
