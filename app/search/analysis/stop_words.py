"""Words that carry no meaning of their own in a Dutch question, folded as `folding.words` gives them."""

STOP_WORDS = frozenset(
    """
    a aan aanpakken al alle als alsof altijd an and are at be begin beginnen ben bent bij bijna daar daardoor daarin
    daarom dan dat de deze die dit do doe doen does doet door dus een eens eigenlijk en er erg ergens etc even for
    from ga gaan gaat gedaan geef geeft geen geven graag haar had hadden heb hebben hebt heeft heel help hem hen het
    hier hij hoe hoeveel how hun i ie iemand iets ik in is it ja je jij jou jouw jullie kan kent krijg krijgen
    krijgt kun kunnen kunt laat laten maak maakt maar mag me meer men met mij mijn moet moeten mogelijk my na naar
    niet niets niks nodig nog nou nu of om omdat on ons onze ook op oplossen our over pak pakken pakt pas per
    precies s sommige soms t te tegen tegengaan terugdringen that the there to toch toe toen tot tussen u uit uw
    vaak van vanuit vanwege veel verhogen verlagen verminder verminderen via vind vinden voor vooral voorkom
    voorkomen voorkomt waar waarom wanneer want waren was wat we weer weet wel welk welke werd what wie wij wil
    willen wilt with worden wordt work x your zal ze zeer zei zich zij zijn zit zitten zo zoal zoals zoek zoeken
    zoekt zonder zou zouden
    """.split()
)
