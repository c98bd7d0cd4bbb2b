"""What an attack gets and what it gives back."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Attack:
    """A folder of its own with the small corpus in `data`; `rounds` of something, a fifth when it must be quick."""

    folder: Path
    data: Path
    quick: bool
    seed: int

    def rounds(self, count: int) -> int:
        return max(1, count // 5) if self.quick else count


@dataclass
class Outcome:
    """What was counted, and a line for everything that went wrong."""

    counts: dict[str, object]
    failures: list[str] = field(default_factory=list)
    #: Why it could not run here; empty when it ran.
    skipped: str = ""


def change(data: Path, text: str) -> None:
    """Make the next build of these files another one; `anders` changes a title too."""
    path = data / "interventions.yaml"
    before = path.read_text("utf-8").partition("\n# ronde ")[0]
    if text == "anders":
        before = before.replace("title: Bakkersfit", "title: Bakkersfit anders")
    path.write_text(f"{before}\n# ronde {text}\n", "utf-8")
