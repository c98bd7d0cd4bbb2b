"""Every error the product raises on purpose. No HTTP in here: `app.api.problems` maps them.

InterventiebankError
├── InvalidCorpus          the curated files hold errors; carries all of them
├── InvalidInput           a request asks for something that cannot be; carries all reasons
├── NotFound               a name that nothing answers to
├── FormatNotInstalled     a format whose optional library is not installed here
├── BuildUnavailable       there is no usable build to answer from
│   └── BuildDamaged       a build exists, but its files are not what its manifest says
└── BuildFailed            a build was made and did not pass its self-check
"""

from collections.abc import Sequence
from dataclasses import dataclass


class InterventiebankError(Exception):
    """Base of all errors raised on purpose."""


@dataclass(frozen=True, order=True)
class CorpusProblem:
    """One thing wrong in a curated file; prints as `file:line: field: message`."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {where}{self.message}"


class InvalidCorpus(InterventiebankError):
    """The corpus cannot be built; `problems` lists everything that is wrong, in file order."""

    def __init__(self, problems: Sequence[CorpusProblem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class InputError:
    """One reason why a request is refused.

    `place` is query, path, header or body; `name` the parameter or the dotted path in the body;
    `code` is stable and meant for programs; `detail` is a Dutch sentence meant for people.
    """

    place: str
    name: str
    code: str
    detail: str


class InvalidInput(InterventiebankError):
    """A request that cannot be answered as asked; `errors` holds every reason at once."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{error.name}: {error.detail}" for error in self.errors))


class NotFound(InterventiebankError):
    """Nothing answers to this name."""

    def __init__(self, what: str, name: str) -> None:
        self.what = what
        self.name = name
        super().__init__(f"{what} '{name}' bestaat niet.")


class FormatNotInstalled(InterventiebankError):
    """The format exists, but its library is not installed here; the message says how to install it."""

    def __init__(self, name: str, remedy: str) -> None:
        self.name = name
        super().__init__(f"{name} is op deze server niet geïnstalleerd. De beheerder kan dat doen met: {remedy}")


class BuildUnavailable(InterventiebankError):
    """There is no build to answer from; the message names the command that makes one."""


class BuildDamaged(BuildUnavailable):
    """A build's files are missing or differ from its manifest."""


class BuildFailed(InterventiebankError):
    """A new build did not pass its self-check and was not published."""
