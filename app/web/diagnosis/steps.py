"""The questions of the diagnosis, step by step, and the summary to change them from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.catalogue.catalogue import Catalogue
from app.domain.vocabulary import Term
from app.web.diagnosis.answers import URGENCIES, Answers
from app.web.words import lower_first

SUMMARY = "samenvatting"
RESULT = "uitkomst"


@dataclass(frozen=True)
class Choice:
    """An answer that can be picked."""

    value: str
    label: str
    chosen: bool
    hint: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Question:
    """A fieldset. Kind: checks, radios, select or text; `folded` ones are open only when answered."""

    kind: str
    name: str
    legend: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    value: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the summary."""

    label: str
    value: str
    step: str


@dataclass(frozen=True)
class StepView:
    """A step: what it asks, where one came from and where one goes."""

    key: str
    number: int
    steps: int
    title: str
    intro: str
    questions: tuple[Question, ...]
    lines: tuple[Line, ...]
    hidden: tuple[tuple[str, str], ...]
    previous: str
    following: str
    enough: bool
    error: str


_TITLES = {
    "woorden": ("Wat speelt er bij u?", "Schrijf in een paar zinnen wat er aan de hand is. U mag dit ook overslaan."),
    "organisatie": ("Om wat voor organisatie gaat het?", "Dan letten wij op wat in uw sector en bij uw grootte past."),
    "knelpunten": ("Waar wilt u iets aan doen?", "Kies een of meer onderwerpen. Drie tot vijf werkt het best."),
    "urgentie": ("Hoe dringend is het?", "Wat dringend is, weegt zwaarder."),
    "mensen": ("Voor wie is het?", "Kies niets als het voor iedereen is."),
    "stand": ("Hoe staat u ervoor?", "Dan ziet u vooral wat nog ontbreekt."),
    SUMMARY: ("Klopt dit?", "Wijzig gerust. Wij bewaren niets: uw antwoorden staan alleen in deze pagina."),
}
_STEPS = tuple(_TITLES)


def step_page(live: Catalogue, answers: Answers, wanted: str, error: str = "") -> StepView:
    """The step that was asked for; the first one when that does not exist."""
    # Before anything was chosen the step about urgency is still to come; without a choice it is left out.
    coming = wanted not in {"urgentie", "mensen", "stand", SUMMARY}
    steps = [step for step in _STEPS if step != "urgentie" or answers.needs or coming]
    if wanted not in steps:
        wanted = "mensen" if wanted == "urgentie" else steps[0]
    place = steps.index(wanted)
    title, intro = _TITLES[wanted]
    questions = tuple(_questions(live, answers, wanted))
    asked = {name for question in questions for name in (question.name.split(".")[0],)}
    # Urgency belongs to a need: where needs are asked anew, the urgency of those that stay is carried on.
    asked -= {"urgency"} if wanted == "knelpunten" else set()
    return StepView(
        key=wanted,
        number=place + 1,
        steps=len(steps),
        title=title,
        intro=intro,
        questions=questions,
        lines=tuple(summary(live, answers)) if wanted == SUMMARY else (),
        hidden=tuple(answers.hidden(asked)),
        previous=steps[place - 1] if place else "",
        following=steps[place + 1] if place + 1 < len(steps) else RESULT,
        enough=answers.enough,
        error=error,
    )


def _questions(live: Catalogue, answers: Answers, step: str) -> Iterator[Question]:
    corpus = live.corpus
    if step == "woorden":
        yield Question("text", "text", "In uw eigen woorden", _TEXT_HINT, value=answers.text)
    elif step == "organisatie":
        yield _pick(live, answers, ("select", "sector", "sectors", "Sector"), "Kies de sector die het meest past.")
        yield _pick(live, answers, ("radios", "organisationSize", "organisation-sizes", "Grootte"))
    elif step == "knelpunten":
        for theme in corpus.vocabulary("themes").terms:
            topics = [term for term in corpus.vocabulary("topics").terms if term.theme == theme.id]
            if topics:
                choices = tuple(replace(choice, depth=0) for choice in _choices(topics, answers.needs))
                chosen = any(choice.chosen for choice in choices)
                yield Question("checks", "need", theme.label.nl, choices=choices, folded=not chosen)
    elif step == "urgentie":
        topics_by_id = corpus.vocabulary("topics").by_id
        for topic, urgency in answers.needs.items():
            levels = tuple(Choice(str(level), name, level == urgency) for level, name in URGENCIES.items())
            yield Question("radios", f"urgency.{topic}", topics_by_id[topic].label.nl, choices=levels)
    elif step == "mensen":
        yield _pick(live, answers, ("checks", "targetGroup", "target-groups", "Doelgroepen"))
    elif step == "stand":
        yield _pick(live, answers, ("checks", "present", "categories", "Wat hebt u al?"), "Dat hoeft u niet nog eens.")
        yield _pick(live, answers, ("radios", "phase", "phases", "In welke fase bent u?"))
        yield _pick(live, answers, ("checks", "barrier", "barriers", "Wat houdt mensen tegen?"))
        schemes = tuple(
            Choice(scheme.id, scheme.label.nl, scheme.id == answers.scheme) for scheme in live.matching.index.schemes
        )
        none = Choice("", "Geen regeling", not answers.scheme)
        hint = "Dan laten wij weg wat de regeling niet betaalt."
        yield Question("select", "scheme", "Is het plan voor een regeling?", hint, (none, *schemes))


_TEXT_HINT = (
    "Bijvoorbeeld: ‘Veel verzuim door tillen in ons magazijn, en chauffeurs die niet naar een cursus willen.’ "
    "Noem geen namen van mensen."
)


def _pick(live: Catalogue, answers: Answers, what: tuple[str, str, str, str], hint: str = "") -> Question:
    """A question whose answers are the terms of a vocabulary: (kind, field, vocabulary, legend)."""
    kind, name, vocabulary, legend = what
    chosen = (answers.single[name],) if name in answers.single else answers.several.get(name, ())
    terms = live.corpus.vocabulary(vocabulary).terms
    choices = _choices(terms, chosen, hints=vocabulary in {"categories", "barriers", "phases"})
    if kind in {"radios", "select"}:
        choices = (Choice("", "Weet ik niet of maakt niet uit", not chosen), *choices)
    return Question(kind, name, legend, hint, choices)


def _choices(terms: Sequence[Term], chosen: object, hints: bool = False) -> tuple[Choice, ...]:
    picked = set(chosen) if isinstance(chosen, (tuple, dict)) else set()
    ids = {term.id for term in terms}
    return tuple(
        Choice(
            term.id,
            term.label.nl,
            term.id in picked,
            term.definition.nl if hints else "",
            1 if term.broader in ids else 0,
        )
        for term in terms
    )


def summary(live: Catalogue, answers: Answers) -> Iterator[Line]:
    """What was answered, a line for each question, with the step to change it in."""
    corpus = live.corpus

    def labels(vocabulary: str, ids: Sequence[str]) -> str:
        terms = corpus.vocabulary(vocabulary).by_id
        return ", ".join(terms[term_id].label.nl for term_id in ids) or "niet ingevuld"

    def single(name: str) -> tuple[str, ...]:
        return (answers.single[name],) if name in answers.single else ()

    topics = corpus.vocabulary("topics").by_id
    needs = [f"{topics[topic].label.nl} ({lower_first(URGENCIES[level])})" for topic, level in answers.needs.items()]
    scheme = next((item.label.nl for item in live.matching.index.schemes if item.id == answers.scheme), "")
    yield Line("Eigen woorden", answers.text or "niet ingevuld", "woorden")
    yield Line("Sector", labels("sectors", single("sector")), "organisatie")
    yield Line("Grootte", labels("organisation-sizes", single("organisationSize")), "organisatie")
    yield Line("Knelpunten", ", ".join(needs) or "niet ingevuld", "knelpunten")
    yield Line("Voor wie", labels("target-groups", answers.several.get("targetGroup", ())), "mensen")
    yield Line("Wat er al is", labels("categories", answers.several.get("present", ())), "stand")
    yield Line("Fase", labels("phases", single("phase")), "stand")
    yield Line("Wat mensen tegenhoudt", labels("barriers", answers.several.get("barrier", ())), "stand")
    yield Line("Regeling", scheme or "geen", "stand")
