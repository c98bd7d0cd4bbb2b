"""Reads plan templates: every `*.yaml` in the folders given, each one template.

A template may say `extends: <id>` and then takes every field it leaves out from that template, so a fund's own
template holds only what is different.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.corpus.yaml_tree import YamlTree, read_yaml
from app.domain.plan.template import PlanTemplate
from app.domain.wording import describe
from app.errors import CorpusProblem, InvalidCorpus

FOLDER = "plans"
_EXTENDS = "extends"


def template_folders(data_dir: Path, own: Path | None) -> list[Path]:
    """Where templates are: with the curated files, and in the fund's own folder."""
    curated = data_dir / FOLDER
    return [*([curated] if curated.is_dir() else []), *([own] if own else [])]


def read_templates(folders: Iterable[Path]) -> dict[str, PlanTemplate]:
    """The templates of all folders by id, a later folder's ones after the earlier's.

    Raises InvalidCorpus with everything that is wrong in any of the files, each with its line.
    """
    trees = [read_yaml(path, f"{path.parent.name}/{path.name}") for path in _files(folders)]
    problems = [problem for tree in trees for problem in tree.problems]
    by_id: dict[str, YamlTree] = {}
    for tree in trees:
        problems += _register(tree, by_id)
    templates = {}
    for name, tree in by_id.items():
        try:
            templates[name] = PlanTemplate.model_validate(_whole(tree, by_id))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                tree.problem(detail["loc"], describe(detail))
        except _Circular as error:
            tree.problem((_EXTENDS,), str(error))
        problems += [problem for problem in tree.problems if problem not in problems]
        if name in templates:
            problems += _inner_problems(templates[name], tree)
    if problems:
        raise InvalidCorpus(problems)
    return templates


class _Circular(Exception):
    """A template builds on one that is not there, or on itself."""


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise InvalidCorpus([CorpusProblem(str(folder), 1, "", "deze map met sjablonen bestaat niet")])
        yield from sorted(folder.glob("*.yaml"))


def _register(tree: YamlTree, by_id: dict[str, YamlTree]) -> Iterator[CorpusProblem]:
    if tree.data is None:
        if not tree.problems:
            yield CorpusProblem(tree.file, 1, "", "het bestand is leeg")
        return
    if not isinstance(tree.data, dict) or not isinstance(tree.data.get("id"), str):
        yield CorpusProblem(tree.file, 1, "id", "een sjabloon is een object met een id")
    elif tree.data["id"] in by_id:
        other = by_id[tree.data["id"]].file
        yield CorpusProblem(tree.file, tree.line(("id",)), "id", f"'{tree.data['id']}' is al de id van {other}")
    else:
        by_id[tree.data["id"]] = tree


def _whole(tree: YamlTree, by_id: dict[str, YamlTree], below: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of a template with those that it takes over."""
    own = dict(tree.data)
    parent = own.pop(_EXTENDS, None)
    if parent is None:
        return own
    if parent in below or parent == own["id"]:
        raise _Circular(f"'{parent}' bouwt op zichzelf")
    if parent not in by_id:
        raise _Circular(f"'{parent}' is geen sjabloon; bekend zijn: {', '.join(by_id)}")
    return _whole(by_id[parent], by_id, (*below, own["id"])) | own


def _inner_problems(template: PlanTemplate, tree: YamlTree) -> Iterator[CorpusProblem]:
    """Ids that stand twice in one list."""
    for field, ids in (
        ("themes", [theme.id for theme in template.themes]),
        ("costKinds", [kind.id for kind in template.cost_kinds]),
        ("exclusions", [exclusion.caution for exclusion in template.exclusions]),
        ("successFactors", [item.id for item in template.success_factors]),
        ("steps", [item.id for item in template.steps]),
    ):
        twice = sorted({item for item in ids if ids.count(item) > 1})
        if twice:
            yield CorpusProblem(tree.file, tree.line((field,)), field, f"'{twice[0]}' staat er twee keer")
