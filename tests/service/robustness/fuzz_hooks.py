"""Loaded by Schemathesis, in its own environment.

Its check positive_data_acceptance knows only shapes: it calls every 400 for well-shaped input a mistake. But which
terms exist depends on the corpus, and is said in the vocabularies, not in openapi.json. So a refusal of well-shaped
input is accepted here when every reason in it is about meaning, and a refusal for its shape is still a failure.
"""

import re

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection

#: Codes of errors that openapi.json does not express: what exists, what goes together (`missing` is one of several
#: that must stand), and numbers as text.
MEANING = frozenset(
    "unknown_value unknown_facet contradiction invalid_since value_error missing "
    "decimal_parsing decimal_max_places finite_number".split()
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@schemathesis.check
def good_shapes_are_refused_only_for_their_meaning(
    _ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    mode = case.meta.generation.mode if case.meta else None
    if response.status_code != 400 or mode is None or not mode.is_positive:
        return
    shapes = [error for error in response.json()["errors"] if not _is_meaning(error)]
    assert not shapes, f"refused for its shape: {shapes[:3]}"


@schemathesis.check
def wrong_input_is_refused(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> bool | None:
    """The check of Schemathesis, but for batches: those answer 200 with an error for each profile that is wrong."""
    if response.status_code == 200 and case.operation.label == "POST /match" and "items" in response.json():
        return None
    return negative_data_rejection(ctx, response, case)


def _is_meaning(error: dict[str, str]) -> bool:
    """Whether a schema cannot say it. Bounds of dates, and of weights by their names, are among that."""
    bound = error["code"] in {"less_than_equal", "greater_than_equal"} and _DATE.search(error["detail"])
    weight = error["code"] == "out_of_range" and error["name"].startswith("weights.")
    return error["code"] in MEANING or bool(bound) or weight
