"""Words that carry no meaning of their own in a Dutch question, folded as `folding.words` gives them."""

STOP_WORDS = frozenset(
    """
    aan al alle als altijd alsof ben bent bij bijna daar daardoor daarin daarom dan dat de deze die dit doe doen
    doet door dus een eens eigenlijk en er erg ergens etc even gaan gaat ga gedaan geen geef geeft geven graag haar
    had hadden heb hebben hebt heeft heel help hem hen het hier hij hoe hoeveel hun ie iemand iets ik in is ja je
    jij jou jouw jullie kan kent krijg krijgen krijgt kun kunnen kunt laat laten maak maakt maar mag me meer men met
    mij mijn moet moeten mogelijk na naar niet niets niks nog nou nu of om omdat ons onze ook op over per pas
    precies s sommige soms t te tegen the toch toe toen tot tussen u uit uw vaak van vanuit vanwege veel via voor
    vooral waar waarom wanneer want waren was wat we weer wel welk welke werd wie wij wil willen wilt worden wordt x
    zal ze zeer zei zich zij zijn zit zitten zo zoal zoals zou zouden begin beginnen pak pakken pakt weet zoek
    zoeken zoekt vind vinden nodig zonder work a an and are at be for from how i it my of on our that there to what
    with your do does
    """.split()
)
