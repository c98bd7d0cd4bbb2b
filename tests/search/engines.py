"""Every engine there is. The contract suite runs on each; a new engine needs one line here and nothing else."""

from app.search.engine import EngineKind
from app.search.whoosh_engine import WhooshKind

ENGINES: tuple[EngineKind, ...] = (WhooshKind(),)
