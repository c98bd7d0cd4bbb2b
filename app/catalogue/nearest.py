"""When nothing fits: the topics that come nearest to what was asked."""

from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import extract

from app.domain.corpus import Corpus
from app.search.analysis.folding import words

#: Below this likeness (0 to 100) a topic's name has nothing to do with what was typed.
_LIKE = 80
_AT_MOST = 3


class NearestTopics:
    """Finds topics by the likeness of their names and synonyms to a text."""

    def __init__(self, corpus: Corpus) -> None:
        self._topic_of = {
            " ".join(words(name)): term.id
            for term in corpus.vocabulary("topics").terms
            for name in (*term.synonyms, term.label.nl)
        }

    def find(self, text: str) -> list[str]:
        """Ids of at most three topics, the nearest first; none when no name is like the text."""
        asked = " ".join(words(text))
        near = extract(asked, list(self._topic_of), scorer=token_set_ratio, score_cutoff=_LIKE, limit=12)
        return list(dict.fromkeys(self._topic_of[name] for name, _, _ in near))[:_AT_MOST]
