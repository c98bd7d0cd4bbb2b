"""Style, scripts and pictures: read once, named by their content so that browsers may keep them for ever."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.errors import NotFound

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
#: The name under which a fund's own style sheet is served, after ours.
OWN_CSS = "eigen.css"

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """A static file in memory."""

    content: bytes
    media_type: str
    version: str


class Assets:
    """The static files, with an address for each that changes when the file does."""

    def __init__(self, theme_css: Path | None = None) -> None:
        paths = {path.name: path for path in sorted(STATIC.iterdir()) if path.suffix in _MEDIA_TYPES}
        if theme_css:
            paths[OWN_CSS] = theme_css
        self._assets = {name: _read(path) for name, path in paths.items()}
        templates = b"".join(path.read_bytes() for path in sorted(TEMPLATES.rglob("*")) if path.is_file())
        #: Changes with any template or static file: part of every page's ETag.
        self.version = _digest(templates + "".join(asset.version for asset in self._assets.values()).encode())
        self.has_own_css = OWN_CSS in self._assets

    def get(self, name: str) -> Asset:
        """The file of that name. Raises NotFound."""
        try:
            return self._assets[name]
        except KeyError:
            raise NotFound("Bestand", name) from None

    def url(self, name: str) -> str:
        """The address of a file, with its version."""
        return f"/static/{name}?v={self._assets[name].version}"


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    if path.suffix == ".css":
        content = _compact(content.decode()).encode()
    return Asset(content, _MEDIA_TYPES[path.suffix], _digest(content))


def _compact(css: str) -> str:
    """A style sheet without comments and needless white space; colons stay, for a space before one matters."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(": ", ":").replace(";}", "}").strip()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
