"""The same content, the same bytes: a zip stamps each file with the clock, which says nothing about a plan."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(archive: bytes) -> bytes:
    """The archive with every file dated 1 January 1980, in the same order."""
    steady = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(steady, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return steady.getvalue()
