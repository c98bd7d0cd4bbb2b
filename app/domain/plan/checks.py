"""The checks on a plan: each looks at the whole plan and says in Dutch what it finds. None of them refuses a plan."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from app.domain.intervention import Intervention
from app.domain.plan.checks_money import excluded_not_budgeted, within_scheme
from app.domain.plan.completed import Finding, State
from app.domain.plan.horizon import reaches_long, reaches_short
from app.domain.plan.proposals import proposed_approach
from app.domain.plan.situation import Situation
from app.domain.plan.wording import count, listed

#: These alone change nothing in the work: knowing and measuring.
_PREPARING = {"kennis", "analyse"}
_PERSON = "individu"
_OUT_OF_WORK = {"beeindigd"}
_CAUSES_IN_WORK = "veilig-gezond-vitaal"


def findings(situation: Situation) -> tuple[Finding, ...]:
    """The outcome of every check that says something about this plan, in a fixed order."""
    return tuple(finding for check in CHECKS for finding in check(situation))


def bottlenecks_answered(situation: Situation) -> Iterable[Finding]:
    """Every bottleneck has an activity, and every activity answers one."""
    plan = situation.plan
    answered = {item for activity in plan.activities for item in activity.bottlenecks}
    open_ones = [item.label or item.id for item in plan.bottlenecks if item.id not in answered]
    loose = [number for number, activity in enumerate(plan.activities, 1) if not activity.bottlenecks]
    texts = []
    if not plan.bottlenecks:
        texts.append("Het plan noemt geen knelpunten. Neem ze over uit uw analyse.")
    if open_ones:
        texts.append(f"Geen activiteit is een antwoord op: {listed(open_ones)}.")
    if loose and plan.bottlenecks:
        texts.append(f"Bij geen knelpunt hoort: {_activities(loose)}.")
    yield _finding("knelpunten", "Elk knelpunt krijgt antwoord", texts, "Bij elk knelpunt staat een activiteit.")


def spread_over_themes(situation: Situation) -> Iterable[Finding]:
    """The activities are not all under one theme; themes outside the knowledge base are named."""
    used = Counter(facts.theme.id for facts in situation.activities if facts.theme)
    themes = [theme for theme in situation.template.themes if not theme.outside]
    empty = [theme.label for theme in themes if theme.id not in used]
    texts = []
    if len(used) <= 1 < len(situation.activities):
        texts.append("Alle activiteiten vallen onder één thema. Past dat bij uw analyse?")
    if empty and situation.activities:
        texts.append(f"Geen activiteit onder: {listed(empty)}. Dat mag, als de analyse daar geen knelpunt ziet.")
    state = State.ATTENTION if len(texts) == 2 else State.INFORMATION
    yield _finding("themas", "Verdeling over de thema's", texts, "Elk thema heeft een activiteit.", state)


def spread_over_categories(situation: Situation) -> Iterable[Finding]:
    """Knowing and measuring alone change nothing: a plan needs measures or a change of culture."""
    labels = {term.id: term.label.nl for term in situation.corpus.vocabulary("categories").terms}
    used = Counter(record.category for records in situation.records for record in records)
    if not used:
        return
    texts = []
    if not set(used) - _PREPARING:
        texts.append(
            "Het plan brengt alleen kennis of meet alleen. Voeg iets toe dat het werk of het gedrag verandert."
        )
    division = listed([f"{labels[category]} ({used[category]})" for category in labels if used[category]])
    yield _finding("categorieen", "Verdeling over soorten interventies", texts, f"De interventies: {division}.")


def causes_in_the_work(situation: Situation) -> Iterable[Finding]:
    """For strain that the work causes, an offer to single workers alone leaves the cause alone."""
    topics = situation.corpus.vocabulary("topics").by_id
    texts = []
    for bottleneck in situation.plan.bottlenecks:
        topic = topics.get(bottleneck.id)
        if topic is None or topic.theme != _CAUSES_IN_WORK:
            continue
        records = [record for records in _answering(situation, bottleneck.id) for record in records]
        if records and all(set(record.levels) == {_PERSON} for record in records):
            texts.append(
                f"Bij '{bottleneck.label}' richten alle activiteiten zich op losse werknemers. "
                "Voeg een activiteit toe die de oorzaak in het werk aanpakt."
            )
    if texts:
        yield _finding("oorzaak", "Oorzaken in het werk", texts, "")


def measurable(situation: Situation) -> Iterable[Finding]:
    """Every activity has an indicator, a figure and a date."""
    vague = [facts.number for facts in situation.activities if not facts.smart]
    texts = [f"Nog zonder indicator, getal of datum: {_activities(vague)}."] if vague else []
    if situation.activities:
        yield _finding("smart", "Resultaten zijn SMART", texts, "Elk resultaat heeft een indicator, getal en datum.")


def success_factors(situation: Situation) -> Iterable[Finding]:
    """The success factors of the template have an answer; tailoring is visible in the texts themselves."""
    asked = situation.template.success_factors
    if not asked:
        return
    given = {answer.id for answer in situation.plan.success_factors if answer.text}
    without = [item.label for item in asked if item.id not in given]
    copied = [
        number
        for number, (activity, records) in enumerate(zip(situation.plan.activities, situation.records, strict=True), 1)
        if records and activity.approach == proposed_approach(records)
    ]
    texts = [f"Nog niet uitgewerkt: {listed(without)}."] if without else []
    if copied:
        texts.append(
            f"De aanpak is nog letterlijk die van de kennisbank bij {_activities(copied)}. Maak er maatwerk van."
        )
    yield _finding(
        "succesfactoren", f"De {count(len(asked))} succesfactoren", texts, "Elke succesfactor is uitgewerkt."
    )


def six_steps(situation: Situation) -> Iterable[Finding]:
    """Every step has an activity in that phase, or a text of its own."""
    asked = situation.template.steps
    if not asked:
        return
    given = {answer.id for answer in situation.plan.steps if answer.text}
    done = {activity.phase for activity in situation.plan.activities}
    without = [item.label for item in asked if item.id not in given | done]
    texts = [f"Nog geen activiteit of tekst bij: {listed(without)}."] if without else []
    yield _finding("stappen", f"De {count(len(asked))} stappen", texts, "Elke stap heeft een activiteit of een tekst.")


def short_and_long_term(situation: Situation) -> Iterable[Finding]:
    """Something pays off within a year of the plan's start and something lasts longer."""
    plan = situation.plan
    if not plan.activities:
        return
    texts = []
    if not reaches_short(plan):
        texts.append("Geen activiteit of doel levert binnen een jaar iets op. Snelle winst houdt de aandacht vast.")
    if not reaches_long(plan):
        texts.append("Geen activiteit of doel gaat verder dan een jaar. Wat blijft er daarna van het plan over?")
    yield _finding("termijn", "Korte en lange termijn", texts, "Het plan werkt aan korte en aan lange termijn.")


def still_there(situation: Situation) -> Iterable[Finding]:
    """What has ended according to the source cannot carry an activity."""
    ended = [
        record.title
        for records in situation.records
        for record in records
        if record.status.state in _OUT_OF_WORK or any(caution.kind == "verlopen" for caution in record.cautions)
    ]
    if ended:
        names = listed(list(dict.fromkeys(ended)))
        text = f"Volgens de bron voorbij: {names}. Zoek een opvolger, of gebruik het als voorbeeld."
        yield _finding("verlopen", "Wat er nog is", [text], "")


def evidence(situation: Situation) -> Iterable[Finding]:
    """How much is known of the interventions, as a distribution and never as an average."""
    levels = situation.corpus.vocabulary("evidence-levels").terms
    used = Counter(record.evidence.level for records in situation.records for record in records)
    total = sum(used.values())
    if total:
        division = listed([f"{level.label.nl.lower()} ({used[level.id]})" for level in levels if used[level.id]])
        text = (
            f"Bewijs van de {total} interventies: {division}. Onbekend betekent niet dat iets niet werkt: "
            "wij kennen alleen geen onderzoek. Reken dus op een eigen evaluatie."
            if total > 1
            else f"Bewijs van de interventie: {division}. Reken op een eigen evaluatie."
        )
        yield Finding(id="bewijs", state=State.INFORMATION, title="Wat er bekend is over de werking", text=text)


def _answering(situation: Situation, bottleneck: str) -> Iterable[Sequence[Intervention]]:
    for activity, records in zip(situation.plan.activities, situation.records, strict=True):
        if bottleneck in activity.bottlenecks:
            yield records


def _finding(finding_id: str, title: str, texts: Sequence[str], fine: str, state: State = State.ATTENTION) -> Finding:
    if texts:
        return Finding(id=finding_id, state=state, title=title, text=" ".join(texts))
    return Finding(id=finding_id, state=State.FINE, title=title, text=fine)


def _activities(numbers: Sequence[int]) -> str:
    return f"{'activiteit' if len(numbers) == 1 else 'activiteiten'} {listed([str(number) for number in numbers])}"


Check = Callable[[Situation], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    bottlenecks_answered,
    spread_over_themes,
    spread_over_categories,
    causes_in_the_work,
    excluded_not_budgeted,
    within_scheme,
    measurable,
    success_factors,
    six_steps,
    short_and_long_term,
    still_there,
    evidence,
)
