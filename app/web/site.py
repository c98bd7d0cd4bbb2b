"""What the pages know about the installation: where it lives, who runs it and what it looks like."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.web.planning.files import PlanFile

#: Turns a record into another form (Markdown, JSON-LD); given by the composition root.
Rendering = Callable[[Corpus, Intervention], str]


@dataclass(frozen=True)
class Site:
    """One installation. `public_url` has no slash at the end."""

    public_url: str
    contact_name: str
    contact_email: str
    theme_css: Path | None = None
    renderings: Mapping[str, Rendering] = field(default_factory=dict)
    plan_files: tuple[PlanFile, ...] = ()

    def absolute(self, path: str) -> str:
        """The whole address of a path, for feeds, sitemaps and permanent links."""
        return self.public_url + path


def script_data(document: Mapping[str, object]) -> str:
    """JSON that is safe between script tags: it cannot end the element or start a comment."""
    text = json.dumps(document, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
