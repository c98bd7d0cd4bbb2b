"""The diagnosis: steps and outcome, all at one address, by posting the form that carries the answers."""

from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams

from app.errors import InvalidInput
from app.web.diagnosis.answers import Answers, read_answers
from app.web.diagnosis.outcome import outcome
from app.web.diagnosis.steps import RESULT, SUMMARY, step_page
from app.web.forms import Form
from app.web.pages import Head, pages_of
from app.web.parameters import LiveCatalogue, clean

router = APIRouter()

#: Private, yet kept by the browser itself, so that Back shows the answers again.
_PRIVATE = "private, no-cache"
_NOTHING = "Vul eerst iets in: een paar woorden over wat er speelt, of een knelpunt."


@router.get("/diagnose")
def start_diagnosis(request: Request, live: LiveCatalogue) -> Response:
    """The first step, with a topic or sector from the address already filled in."""
    return _step(request, live, read_answers(request.query_params, live), "")


@router.post("/diagnose")
def go_on(request: Request, form: Form, live: LiveCatalogue) -> Response:
    """The step or outcome that the pressed button asks for."""
    answers = read_answers(form, live)
    wanted = form.get("stap", "")
    if wanted != RESULT:
        return _private(_step(request, live, answers, wanted))
    if not answers.enough:
        return _private(_step(request, live, answers, SUMMARY, _NOTHING))
    return _private(_outcome(request, live, answers, form))


def _step(request: Request, live: LiveCatalogue, answers: Answers, wanted: str, error: str = "") -> Response:
    view = step_page(live, answers, wanted, error)
    head = Head(
        f"{view.title} Stap {view.number} van {view.steps}",
        "Beantwoord een paar vragen en zie welke interventies bij uw situatie passen, met de redenen.",
        section="diagnose",
        path="/diagnose",
    )
    return pages_of(request).answer("diagnosis.html", head, view)


def _outcome(request: Request, live: LiveCatalogue, answers: Answers, form: QueryParams) -> Response:
    try:
        view = outcome(live, answers, clean(form.get("waarom", "")))
    except InvalidInput as error:
        reasons = " ".join(f"{reason.detail.capitalize()}." for reason in error.errors)
        return _step(request, live, answers, SUMMARY, f"Dit kunnen wij nog niet beantwoorden. {reasons}")
    head = Head("Wat bij uw situatie past", section="diagnose", path="/diagnose", indexed=False)
    return pages_of(request).answer("outcome.html", head, view)


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = _PRIVATE
    return response
