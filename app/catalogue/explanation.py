"""Why a record was found: the shares of its score, with the words of the record and in a Dutch sentence."""

from collections.abc import Iterable, Mapping, Sequence

from app.catalogue.results import Factor, Reason
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from app.domain.intervention import Intervention
from app.search.analysis.analyser import content_words
from app.search.document import Asked, searched_texts
from app.search.scoring import Score, Share

#: How people call the fields that are searched.
_FIELDS: Mapping[str, str] = {
    "title": "de titel",
    "aliases": "de andere namen",
    "summary": "de samenvatting",
    "description": "de beschrijving",
    "steps": "de stappen",
    "type": "de soort",
    "topics": "de onderwerpen",
    "form": "de vorm",
    "providers": "de aanbieder",
    "sectors": "de sectoren",
    "targetGroups": "de doelgroepen",
    "english": "de Engelse tekst",
    "asked": "vragen waarop dit een antwoord is",
}
_FIELDS_NAMED = 2
_WORDS_NAMED = 3
_FACET_OF = {facet.vocabulary: facet.name for facet in FACETS.values()}


def reasons(corpus: Corpus, asked: Asked, record: Intervention, score: Score) -> tuple[Reason, ...]:
    """The reasons of a score, the largest first; their points add up to it."""
    return tuple(_reason(corpus, asked, record, share) for share in score.shares)


def _reason(corpus: Corpus, asked: Asked, record: Intervention, share: Share) -> Reason:
    factor, points = Factor(share.kind), round(share.points, 4)
    if factor is Factor.NAME:
        return Reason(factor, share.said, points, "Uw vraag lijkt op de titel of op een andere naam.")
    if factor is Factor.LIKELY:
        return Reason(factor, share.said, points, "Zo vragen mensen vaak naar deze interventie of haar onderwerp.")
    if factor is Factor.MEANING:
        text = "Uw vraag lijkt in betekenis op deze interventie, ook als de woorden anders zijn."
        return Reason(factor, share.said, points, text)
    if factor is Factor.TERM:
        label = corpus.vocabulary(share.vocabulary).by_id[share.term].label.nl
        kind = corpus.vocabulary(share.vocabulary).label.nl.lower()
        text = f"“{share.said}” past bij {label} ({kind}), net als deze interventie."
        return Reason(factor, share.said, points, text, facet=_FACET_OF[share.vocabulary], value=share.term)
    found, fields = _places(searched_texts(record, corpus, asked), share.tokens)
    return Reason(factor, share.said, points, _sentence(share.said, found, fields), found, fields)


def _places(
    searched: Iterable[tuple[str, Iterable[str]]], tokens: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a record that stand for tokens, as they are written first, and the fields that hold them."""
    wanted = set(tokens)
    found: dict[str, str] = {}
    fields = []
    for field, texts in searched:
        held = [
            (wanted.intersection((item.stem, *item.parts)), item.text) for text in texts for item in content_words(text)
        ]
        for stems, word in held:
            for token in stems:
                found.setdefault(token, word)
        if any(stems for stems, _ in held):
            fields.append(field)
    return tuple(dict.fromkeys(found[token] for token in tokens if token in found)), tuple(fields)


def _sentence(said: str, found: Sequence[str], fields: Sequence[str]) -> str:
    places = " en ".join(_FIELDS[field] for field in fields[:_FIELDS_NAMED]) or "de naam"
    if len(found) == 1 and found[0] == said:
        return f"“{said}” staat in {places}."
    words = ", ".join(f"“{word}”" for word in found[:_WORDS_NAMED]) or "het"
    return f"Voor “{said}” vonden wij {words} in {places}."
