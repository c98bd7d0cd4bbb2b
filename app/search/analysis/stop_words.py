"""Words that carry no meaning of their own in a Dutch question, folded as `folding.words` gives them."""

STOP_WORDS = frozenset(
    """
    a aan aanpakken about after al alle als also alsof altijd am an and another any are at be because been before
    begin beginnen being ben bent between bij bijna but by can could daar daardoor daarin daarom dan dat de deze did
    die dit do doe doen does doet door during dus each een eens eigenlijk en er erg ergens etc even every for from
    ga gaan gaat gedaan geef geeft geen get getting geven given giving graag haar had hadden has he heb hebben hebt
    heeft heel help hem hen het hier hij him his hoe hoeveel how hun i ie iemand iets if ik in into is it its ja je
    jij jou jouw jullie just kan keep kent krijg krijgen krijgt kun kunnen kunt laat laten maak maakt maar mag make
    makes many me meer men met mij mijn moet moeten mogelijk more much my na naar naast need needs niet niets niks
    no nodig nog not nou nu of om omdat on ons onze ook op oplossen other our out over own pak pakken pakt pas per
    precies s she should so some sommige soms t te tegen tegengaan terugdringen teveel than that the their them
    there these they this those tijdens to toch toe toen too tot tussen u uit up us uw vaak van vanuit vanwege veel
    vele verhogen verlagen verminder verminderen very via vind vinden voor vooral voorkom voorkomen voorkomt waar
    waarom wanneer want waren was wat we weer weet wel welk welke werd were what when where which while who why wie
    wij wil willen wilt with without worden wordt work would x you your zal ze zeer zei zich zij zijn zit zitten zo
    zoal zoals zoek zoeken zoekt zonder zou zouden zover
    """.split()
)

#: Words that say nothing before some others: `hoe zorg je dat` is not about `zorg`.
STOP_BEFORE = {"zorg": frozenset("dat ervoor ik je jij u we wij".split())}
