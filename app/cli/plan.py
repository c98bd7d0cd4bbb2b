"""Plans on the command line: from a file with a profile or a plan to a document."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.api.plan_schemas import plan_answer
from app.catalogue.catalogue import Catalogue
from app.catalogue.plans import PROFILE, Plans
from app.corpus.plans import read_templates, template_folders
from app.corpus.yaml_tree import read_yaml
from app.errors import InputError, InvalidCorpus, InvalidInput
from app.exports.formats import PLAN_FORMATS
from app.settings import Settings

#: What a file with a plan has and a file with only a profile does not.
_PLAN_FIELDS = {"template", "title", "activities", PROFILE}
DEFAULT_TEMPLATE, DEFAULT_TITLE = "zes-stappen", "Plan van aanpak"


@dataclass(frozen=True)
class Wish:
    """What the user typed beside the file."""

    format: str
    template: str | None = None
    title: str | None = None


def make_plan(path: Path, wish: Wish, settings: Settings, catalogue: Catalogue) -> tuple[str, bytes]:
    """The name and the content of the document for the plan or profile in a file.

    Raises InvalidCorpus when the file cannot be read, InvalidInput with everything that is wrong with the plan.
    """
    plans = Plans(read_templates(template_folders(settings.data_dir, settings.plans_dir)))
    raw = _read(path)
    if not _PLAN_FIELDS & raw.keys():
        raw = {PROFILE: raw}
    given = {"template": wish.template, "title": wish.title}
    raw = {"template": DEFAULT_TEMPLATE, "title": DEFAULT_TITLE} | raw | {k: v for k, v in given.items() if v}
    completed = plans.complete(plans.read(raw, catalogue), catalogue)
    if wish.format == "json":
        text = json.dumps(plan_answer(completed), ensure_ascii=False, indent=2) + "\n"
        return f"{path.stem}.json", text.encode()
    form = PLAN_FORMATS[wish.format]
    return form.name(completed), form.write(completed, settings.plan_docx)


def _read(path: Path) -> dict[str, Any]:
    """The object in a JSON or YAML file. YAML gives texts; the models read numbers and dates from them."""
    if path.suffix == ".json":
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InvalidInput([InputError("body", path.name, "json_invalid", f"is niet te lezen: {error}")]) from error
    else:
        tree = read_yaml(path, path.name)
        if tree.problems:
            raise InvalidCorpus(tree.problems)
        data = _numbers(tree.data)
    if not isinstance(data, dict):
        raise InvalidInput([InputError("body", path.name, "dict_type", "moet een object zijn")])
    return data


#: Fields that the API wants as whole numbers and YAML gives as text.
_WHOLE = {"urgency", "activitiesPerNeed"}


def _numbers(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _numbers(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return int(value) if name in _WHOLE and isinstance(value, str) and value.isdecimal() else value
