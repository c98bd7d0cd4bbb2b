"""Words that carry no meaning of their own in a Dutch question, folded as `folding.words` gives them."""

STOP_WORDS = frozenset(
    """
    a aan aanpakken about after al alle als alsof altijd an and any are at be before begin beginnen ben bent bij
    bijna but by can could daar daardoor daarin daarom dan dat de deze did die dit do doe doen does doet door
    during dus een eens eigenlijk en er erg ergens etc even for from ga gaan gaat gedaan geef geeft geen get
    getting geven given giving graag haar had hadden has heb hebben hebt heeft heel help hem hen het hier hij hoe
    hoeveel how hun i ie iemand iets if ik in is it ja je jij jou jouw jullie kan kent krijg krijgen krijgt kun
    kunnen kunt laat laten maak maakt maar mag me meer men met mij mijn moet moeten mogelijk my na naar niet niets
    niks no nodig nog not nou nu of om omdat on ons onze ook op oplossen our over pak pakken pakt pas per precies
    s should some sommige soms t te tegen tegengaan terugdringen teveel than that the their them there they to
    toch toe toen tot tussen u uit us uw vaak van vanuit vanwege veel vele verhogen verlagen verminder verminderen
    via vind vinden voor vooral voorkom voorkomen voorkomt waar waarom wanneer want waren was wat we weer weet wel
    welk welke werd were what when where which while who why wie wij wil willen wilt with worden wordt work would
    x you your zal ze zeer zei zich zij zijn zit zitten zo zoal zoals zoek zoeken zoekt zonder zou zouden zover
    """.split()
)
