"""Makes the packed word lists from OpenTaal's plain one (Debian: wdutch, /usr/share/dict/dutch)."""

import lzma
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from app.search.analysis.folding import fold

_PLAIN = re.compile(r"[a-z]{2,}")


def derive(word_list: Path, folder: Path) -> tuple[int, int]:
    """Write the words and the names into `folder`; returns how many there are of each."""
    lines = word_list.read_text(encoding="utf-8").splitlines()
    all_words = {_plain(line) for line in lines if line == line.lower()}
    names = {_plain(line) for line in lines if line[1:] == line[1:].lower() and line != line.lower()} - all_words
    _write(folder / "dutch_words.txt.xz", all_words)
    _write(folder / "dutch_names.txt.xz", names)
    return len(all_words), len(names)


def _plain(line: str) -> str:
    folded = fold(line).replace("'", "")
    return folded if _PLAIN.fullmatch(folded) else ""


def _write(path: Path, found: Iterable[str]) -> None:
    text = "\n".join(sorted(word for word in found if word))
    path.write_bytes(lzma.compress(text.encode("ascii"), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    print(*derive(Path(sys.argv[1]), Path(__file__).parent))
