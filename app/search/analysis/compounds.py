"""Dutch compounds: `gesprekshandleiding` is a `gesprek` and a `handleiding`.

A word comes apart where every piece is a Dutch word of its own, with the linking letters -s-, -en-, -e- or -n- in
between. Pieces of this field that are compounds themselves but mean one thing (`werkdruk`, `loopbaan`) stay whole.
The word list is OpenTaal's (see WORDS-LICENSE). Measured on 450 words split by hand: docs/search-quality.md.
"""

import lzma
from functools import cache, lru_cache
from pathlib import Path

_WORDS = Path(__file__).with_name("dutch_words.txt.xz")
_NAMES = Path(__file__).with_name("dutch_names.txt.xz")
_LINKS = ("", "s", "en", "e", "n")
_SHORTEST_WORD = 7
_SHORTEST_PART = 4
_LONGEST_WORD = 64

#: Pieces that stay whole, and are tried before any other.
DOMAIN_PARTS = frozenset(
    """
    werkdruk werkstress werkplezier werkplek werknemer werknemers werkgever werkgevers medewerker medewerkers
    leidinggevende leidinggevenden loopbaan inzetbaarheid duurzaam verzuim arbeidsmarkt arbeidsrisico vakmanschap
    vakbekwaamheid beeldscherm leefstijl mantelzorg mantelzorger ondernemingsraad ondernemer opdrachtgever
    opdrachtnemer vakbond leeftijd achterban personeel personeels vaardigheid vaardigheden vrijwilliger
    leermeester onderwijs kinderopvang ziekenhuis omgangsvorm omgangsvormen weerbaarheid werkgeverschap
    handleiding leerkracht leerkrachten leidraad praktijk praktijken voorbeeld voorbeelden platform management keurmerk
    burnout toolbox jobcrafting onboarding webinar kennisbank teambuilding burgemeester huismeester leegloop
    waardering opleider verpleegkundige verzorgende handreiking handvat draagvlak maatwerk maatregel maatregelen
    """.split()
)
#: Parts shorter than four letters that do form compounds in this field.
SHORT_PARTS = frozenset("til rug web app cao mkb mbo hbo job zzp hr".split())
#: Pieces that look like words but are prefixes, endings or function words.
_NO_FIRST = frozenset(
    """
    aan achter af afge alle aller als be beha beide bij binnen boven buiten daar dan deel der die door eens een elk
    elkaar even ge gelijk geen hand haar heel heen her hier hoe hoofd iets in inge ieder is kwijt los maat mede
    meer mee met mis na naar neer net niet nog nood of om omge on onder onge ont ook op opge over samen staat
    tegemoet tegen tegenover terug toe toegang tot tussen uit uitge van vast veel ver verder verg verga verge vergeld
    signa verant vol voor voorbe voort voorop waar weer weg wel werk wan zelfs zich zo zoals ziek ander bijeen
    """.split()
) - {"hand", "hoofd", "werk", "deel", "ziek", "toegang"}
_NO_LAST = frozenset(
    """
    aard achtig aren baar bare baarheid daad dom eren eren gaan gang gegaan gehouden gemaakt genomen gesteld gevend
    gevende gevenden gezet heden heid heids hoor ieke ijzer iteit iteiten kelijk keer komen komst komsten landen lief
    lijk lijke loos loze nemend nemende reik reek reekse rijk rijke schap schappen staan staand standig standige tende
    teren tijd titel vallen vangen vende vingen voelig voeren waardig wijs wijze zaam zame zaamheid zeggen zetten zien
    zienig sters ster ring rende sten stens trek loosheid ment ingen enten erend erende eerd eerde atie aties raal
    rale ding dingen
    stelling lingen ling teit waarts meur meurs
    kers gers pers lier liers sier siers tors tiers aars ringen pellen telling tellingen laving vingen ving naar naren
    """.split()
) - {"tijd", "gang", "ijzer", "titel", "landen"}


@cache
def dictionary() -> frozenset[str]:
    """The folded words of the list."""
    with lzma.open(_WORDS, "rt", encoding="ascii") as lines:
        return frozenset(lines.read().split())


@lru_cache(maxsize=40_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded compound, without linking letters; a word that does not come apart is one part."""
    if len(word) < _SHORTEST_WORD or len(word) > _LONGEST_WORD or word in DOMAIN_PARTS:
        return (word,)
    return _best(word, first=True) or (word,)


@cache
def _names() -> frozenset[str]:
    with lzma.open(_NAMES, "rt", encoding="ascii") as lines:
        return frozenset(lines.read().split())


def is_name(word: str) -> bool:
    """Whether a folded word is a name of a place, a people or a person that Dutch writes with a capital."""
    return word in _names()


def is_known(word: str) -> bool:
    """Whether a folded word is Dutch: in the list, a piece of this field, or a compound of such words."""
    return word in dictionary() or word in DOMAIN_PARTS or len(split(word)) > 1


@lru_cache(maxsize=40_000)
def _best(word: str, first: bool) -> tuple[str, ...]:
    """The best way to take a word apart: pieces of the field first, then the fewest, then the longest."""
    if not first and _is_part(word, last=True):
        return (word,)
    found: list[tuple[tuple[int, int, int], tuple[str, ...]]] = []
    for end in range(3, len(word) - 2):
        head = word[:end]
        if not _is_part(head, last=False):
            continue
        for link in _LINKS:
            rest = word[end + len(link) :]
            if len(rest) < 3 or not word.startswith(link, end) or not _links(head, link):
                continue
            tail = _best(rest, first=False)
            if tail:
                parts = (head, *tail)
                found.append((_cost(parts), parts))
    return min(found)[1] if found else ()


def _links(head: str, link: str) -> bool:
    """Some linking letters do not follow some endings: no second s after s, no -e- after a vowel."""
    if not link:
        return True
    doubled = link == "s" and head.endswith("s")
    return not doubled and not (link in ("e", "en") and head.endswith("e"))


def _is_part(piece: str, last: bool) -> bool:
    if piece in DOMAIN_PARTS or piece in SHORT_PARTS:
        return True
    if len(piece) < _SHORTEST_PART or piece in (_NO_LAST if last else _NO_FIRST):
        return False
    # The list lacks most plurals in -s of those who do something: `vullers` in `vakkenvullers`.
    agents = last and len(piece) > 5 and piece.endswith(("ers", "aars", "eurs")) and piece[:-1] in dictionary()
    return agents or piece in dictionary()


def _cost(parts: tuple[str, ...]) -> tuple[int, int, int]:
    return (-sum(part in DOMAIN_PARTS for part in parts), len(parts), -min(map(len, parts)))
