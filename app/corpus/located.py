"""A validated value that still knows where it stands in its file."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.corpus.yaml_tree import YamlTree, dotted
from app.domain.model import DomainModel
from app.errors import CorpusProblem

Model = TypeVar("Model", bound=DomainModel, covariant=True)


@dataclass(frozen=True)
class Located(Generic[Model]):
    """A value, the file it was read from and its place in it."""

    value: Model
    tree: YamlTree
    path: tuple[str | int, ...]

    def problem(self, message: str, *where: str | int) -> CorpusProblem:
        """Something wrong with this value, at a place within it."""
        path = (*self.path, *where)
        return CorpusProblem(self.tree.file, self.tree.line(path), dotted(path), message)
