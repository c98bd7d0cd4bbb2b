"""The plan: one page, posted to itself by every button, and the files that it can be taken away as."""

import json

from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams

from app.catalogue.plans import Plans
from app.domain.plan.plan import MAX_ACTIVITIES
from app.errors import InputError, InvalidInput
from app.web.forms import Form
from app.web.pages import Head, pages_of
from app.web.parameters import LiveCatalogue, record_ids
from app.web.planning import actions
from app.web.planning.draft import Draft, lay_over, new_draft, read_draft
from app.web.planning.view import Made, plan_page

router = APIRouter()

_PRIVATE = "private, no-cache"
_UNREADABLE = "Dit is geen plan dat hier is bewaard. Kies het bestand dat u met ‘Bewaar als bestand’ maakte."
_FILE_NAME = "plan-van-aanpak.json"


@router.get("/plan")
def show_plan(request: Request, live: LiveCatalogue) -> Response:
    """A new plan of the records that `ids` names, or a page to begin from."""
    ids, notices = record_ids(request.query_params, live.corpus, MAX_ACTIVITIES)
    if not ids:
        return _start(request, notices)
    draft = new_draft()
    actions.add_interventions(draft, ids)
    return _page(request, live, draft, notices)


@router.post("/plan")
def change_plan(request: Request, form: Form, live: LiveCatalogue) -> Response:
    """Do what the pressed button asks: change the plan, take it away, or open one."""
    button = form.get("doe", "")
    if button == "voorstel":
        return _private(_proposed(request, live, form))
    draft = read_draft(form.get("plan", ""))
    if draft is None:
        return _private(_start(request, [_UNREADABLE]))
    notices = _change(draft, form, live, button)
    kind, _, name = button.partition(".")
    if kind == "bestand":
        return _private(_file(request, live, draft, name))
    return _private(_page(request, live, draft, notices))


def _change(draft: Draft, form: QueryParams, live: LiveCatalogue, button: str) -> list[str]:
    lay_over(draft, form)
    notices = actions.forget_unknown(draft, live.corpus)
    if button == "mand":
        ids, unknown = record_ids(form, live.corpus, MAX_ACTIVITIES)
        actions.keep_interventions(draft, ids)
        actions.add_interventions(draft, ids)
        notices += unknown
    elif button == "knelpunt":
        actions.add_bottleneck(draft, form, live.corpus)
    actions.act(draft, button)
    return notices


def _made(request: Request, live: LiveCatalogue, draft: Draft, notices: list[str]) -> Made:
    """The draft completed, with the proposals of the knowledge base in it; or what is wrong with it."""
    plans: Plans = request.app.state.plans
    actions.fit_template(draft, plans.templates)
    try:
        completed = plans.complete(plans.read(draft, live), live)
    except InvalidInput as error:
        return Made(draft, None, error.errors, notices)
    filled = completed.plan.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Made(filled, completed, (), notices)


def _page(request: Request, live: LiveCatalogue, draft: Draft, notices: list[str]) -> Response:
    plans: Plans = request.app.state.plans
    pages = pages_of(request)
    view = plan_page(live, _made(request, live, draft, notices), plans.templates, pages.site.plan_files)
    head = Head("Uw plan", section="plan", path="/plan", indexed=False, scripts=("kb.js", "plan.js"))
    return pages.answer("plan.html", head, view)


def _start(request: Request, notices: list[str]) -> Response:
    head = Head(
        "Maak een plan",
        "Zet interventies in een plan van aanpak en neem het mee als Word, Excel of PDF.",
        section="plan",
        path="/plan",
        scripts=("kb.js", "plan.js"),
    )
    return pages_of(request).answer("plan-start.html", head, notices)


def _proposed(request: Request, live: LiveCatalogue, form: QueryParams) -> Response:
    """A plan with activities for the diagnosis that the form carries."""
    plans: Plans = request.app.state.plans
    profile = read_draft(form.get("profiel", "")) or {}
    profile.pop("activities", None)
    scheme = profile.get("scheme")
    draft = new_draft()
    if isinstance(scheme, str) and scheme in plans.templates:
        draft["template"] = scheme
    try:
        plan = plans.read({**draft, "profile": profile}, live)
    except InvalidInput as error:
        return _start(request, [_sentence(item) for item in error.errors])
    return _page(request, live, plan.model_dump(mode="json", by_alias=True, exclude_none=True), [])


def _file(request: Request, live: LiveCatalogue, draft: Draft, name: str) -> Response:
    made = _made(request, live, draft, [])
    if name == "json":
        # Also a plan with mistakes can be kept: nobody loses work over a wrong date.
        text = json.dumps(made.draft, ensure_ascii=False, indent=2)
        return _attachment(text.encode("utf-8", "replace"), "application/json", _FILE_NAME)
    chosen = next((item for item in pages_of(request).site.plan_files if item.extension == name), None)
    if made.completed is None or chosen is None:
        return _page(request, live, draft, [])
    return _attachment(chosen.write(made.completed), chosen.media_type, chosen.name(made.completed))


def _attachment(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _sentence(error: InputError) -> str:
    return f"{error.name}: {error.detail}."


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = _PRIVATE
    return response
