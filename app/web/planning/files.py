"""The files that a plan can be taken away as; the composition root gives them."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.plan.completed import CompletedPlan


@dataclass(frozen=True)
class PlanFile:
    """A way to write a plan: its extension, what people call it, and the two functions that make it."""

    extension: str
    media_type: str
    write: Callable[[CompletedPlan], bytes]
    name: Callable[[CompletedPlan], str]

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS.get(self.extension, self.extension.upper())


_LABELS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "md": "Markdown", "csv": "CSV"}
