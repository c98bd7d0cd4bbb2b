"""Names of files: what it is and of which day, in letters that every system accepts."""

import re
import unicodedata
from datetime import date

_LONGEST = 60


def file_name(title: str, dated: date, extension: str) -> str:
    """For instance `lichter-werk-in-het-groen-2026-11-22.docx`."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_LONGEST].strip("-")
    return f"{words or 'plan'}-{dated.isoformat()}.{extension}"
