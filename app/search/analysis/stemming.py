"""Dutch stems: Snowball's Kraaij-Pohlmann (`dutch` in PyStemmer 3), with what it gets wrong as data.

It brings more forms of a word together than the older Porter-like stemmer that Whoosh and tantivy carry; figures in
docs/search-quality.md. What it misses are a few regular endings (`REWRITES`, only where the word that they lead to
is Dutch) and single words (`EXCEPTIONS`).
"""

import re
from collections.abc import Mapping
from threading import local

import Stemmer

from app.search.analysis.compounds import dictionary

#: Endings that the stemmer leaves, with what they stand for. The result has to be a word of the list, and the word
#: no noun in -t with its plural there: `leert` is `leren`, `kaart` is not `karen`.
REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=.)zame$", "zaam"),  # duurzame
        (r"(?<=..)bare$", "baar"),  # inzetbare
        (r"(?<=..)ieke$", "iek"),  # fysieke
        (r"(?<=..)(e|a)le$", r"\1\1l"),  # professionele, sociale
        (r"(?<=..)(lijk|rijk|vrij|ern)e$", r"\1"),  # moeilijke, moderne
        (r"([aeiouy]\w*[^\Waeiouy])(el|er|en)(?:t|d|de|den)$", r"\1\2en"),  # ontwikkelt, verbeterd
        (r"^ge(\w*[aeiouy]\w*[^\Waeiouy])(el|er|en)de?$", r"\1\2en"),  # geregeld
        (r"([aeou])\1([bdfgklmnprtvz])t$", r"\1\2en"),  # leert, beweegt
        (r"(ai|ei|eu|ie|ij|oe|ou|ui)([bdgklmnprt])t$", r"\1\2en"),  # traint, voert
        (r"(?<=..[^aeiouy])([aiouy])s$", r"\1"),  # risicos, collegas
    )
)

#: Forms by the stem that they share: forms of one word that stay apart, and words that are not what they seem.
_FORMS: Mapping[str, str] = {
    "sector": "sectoren",
    "maatregel": "maatregel maatregelen",
    "methode": "methode methodes methoden",
    "kans": "kans kansen",
    "les": "lessen",
    "less": "less",
    "coach": "coaches",
    "app": "apps",
    "checklist": "checklists",
    "kind": "kinderen",
    "fase": "fase fases fasen",
    "fonds": "fonds fondsen",
    "advies": "advies adviezen adviseren adviseert geadviseerd",
    "analyse": "analyse analyses analyseren analyseert geanalyseerd",
    "preventie": "preventie preventief preventieve",
    "motivatie": "motivatie motiveren motiveert motiveer gemotiveerd gemotiveerde",
    "communicatie": "communicatie communiceren communiceert",
    "inspiratie": "inspiratie inspireren inspireert inspirerend inspirerende",
    "participatie": "participatie participeren participeert",
    "evaluatie": "evaluatie evaluaties evalueren evalueert geevalueerd",
    "registratie": "registratie registraties registreren registreert geregistreerd",
    "ergonomie": "ergonomie ergonomisch ergonomische",
    "autonomie": "autonomie autonoom autonome",
    "inclusie": "inclusie inclusief inclusieve inclusiever",
    "diversiteit": "diversiteit divers diverse",
    "neurodiversiteit": "neurodiversiteit neurodivers neurodiverse",
    "rooster": "roosteren roostert geroosterd",
    "til": "tilt",
    "pest": "gepest",
    "eet": "eten eet gegeten",
    "help": "geholpen",
    "bespreek": "besproken",
    "spreek": "gesproken",
    "zwaar": "zware",
    "gezond": "gezond gezonde gezonder gezondere gezondst gezondste gezondheid",
    "begeleid": "begeleid begeleide begeleiden begeleidt begeleidde begeleidend begeleiding begeleidingen",
    "begeleider": "begeleider begeleiders",
    "overheid": "overheid overheden",
    "spelling": "spelling spellingen",
    "gezellig": "gezellig gezellige gezelligheid",
    "bereikbaar": "bereikbaar bereikbare bereikbaarheid",
    "rekening": "rekening rekeningen",
    "gevoel": "gevoel gevoelens",
    "gemaal": "gemaal gemalen",
    "vragenlijst": "vragenlijst vragenlijsten",
    "gebied": "gebied gebieden",
    "gebouw": "gebouw gebouwen",
    "geluk": "geluk gelukkig gelukkige gelukkiger",
    "gelijk": "gelijk gelijke gelijkheid",
    "gevel": "gevel gevels",
    "gevolg": "gevolg gevolgen",
    "gewoon": "gewoon gewone gewoonte gewoonten gewoontes",
    "gemeente": "gemeente gemeenten gemeentes",
    "gezin": "gezin gezinnen",
    "geweld": "geweld",
    "genot": "genot",
    "test": "test testen tests testje getest",
    "orde": "orde",
    "order": "order orders",
    "plaats": "plaats plaatsen plaatse plaatsing geplaatst",
    "reeks": "reeks reeksen",
    "waarde": "waarde waarden",
    "weekend": "weekend weekends weekenden",
    "lift": "lift liften",
    "bakker": "bakker bakkers bakkerij bakkerijen",
    "slager": "slager slagers slagerij slagerijen",
    "meeting": "meeting meetings",
    "verder": "verder verdere",
    "vijftig": "vijftig",
    "lastig": "lastig lastige lastiger",
    "mondig": "mondig mondige",
    "veiling": "veiling veilingen",
    "status": "status statussen",
    "bestel": "bestellen bestelt besteld bestelling bestellingen",
    "rook": "roker rokers rokend rokende",
    "verzuim": "verzuimt verzuimde",
    "voorkom": "voorkomen voorkomt voorkomend",
    "scholing": "scholing scholingen scholen geschoold geschoolde",
    "oudere": "oudere ouderen",
    "uitvoerder": "uitvoerder uitvoerders",
    "drukkerij": "drukkerij drukkerijen",
    "zorgen": "zorgen",
    "regeling": "regeling regelingen",
    "lezing": "lezing lezingen",
    "middelbaar": "middelbaar middelbare",
    "gemiddeld": "gemiddeld gemiddelde",
    "negatief": "negatief negatieve",
    "gehoor": "gehoor",
    "slaan": "slaan slaat geslagen",
    "heet": "heet hete heter",
    "bonje": "bonje",
    "polen": "polen",
    "verlopen": "verlopen",
    "boss": "boss",
    "oomt": "oomt",
    "word": "geworden",
    "waarderend": "waarderend waarderende",
    "voort": "voort",
    "maart": "maart",
}
#: Short adjectives, that the stemmer leaves as they are: each with its form in -e.
_ADJECTIVES = """
    goed/goede oud/oude nieuw/nieuwe groot/grote klein/kleine hoog/hoge laag/lage breed/brede druk/drukke sterk/sterke
    slim/slimme vrij/vrije vroeg/vroege laat/late ziek/zieke zeer/zere heel/hele hard/harde half/halve boos/boze
    leuk/leuke krap/krappe strak/strakke stijf/stijve stoer/stoere droog/droge flauw/flauwe blij/blije naar/nare
    schuin/schuine wild/wilde verkeerd/verkeerde vermoeid/vermoeide verslaafd/verslaafde verward/verwarde
    anoniem/anonieme concreet/concrete continu/continue
"""
#: Stem by folded word.
EXCEPTIONS = {form: stem for stem, forms in _FORMS.items() for form in forms.split()} | {
    form: pair.split("/")[0] for pair in _ADJECTIVES.split() for form in pair.split("/")
}

# A PyStemmer object is not safe to share between threads: each thread has its own.
_stemmers = local()


def stem(word: str) -> str:
    """The stem of one folded word."""
    form = word if word in EXCEPTIONS else _rewritten(word)
    return EXCEPTIONS.get(form) or _snowball(form)


def _rewritten(word: str) -> str:
    plural = word.endswith("t") and f"{word}en" in dictionary()
    if not plural:
        for ending, replacement in REWRITES:
            form = ending.sub(replacement, word)
            if form != word and form in dictionary():
                return form
    return word


def _snowball(word: str) -> str:
    stemmer = getattr(_stemmers, "dutch", None)
    if stemmer is None:
        stemmer = _stemmers.dutch = Stemmer.Stemmer("dutch")
    return str(stemmer.stemWord(word))
