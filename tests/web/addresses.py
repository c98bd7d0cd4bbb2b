"""One address of every kind of page, and of its states worth looking at."""

#: Name of the kind of page and an address of it.
PAGES = {
    "home": "/",
    "search-all": "/zoeken",
    "search": "/zoeken?q=werkdruk&theme=veilig-gezond-vitaal&category=maatregelen",
    "search-one": "/zoeken?q=tilthermometer",
    "search-nothing": "/zoeken?q=xylofoonles&theme=eigen-regie",
    "record": "/interventies/indialoog-izz",
    "record-type": "/interventies/pmo",
    "record-approach": "/interventies/zeven-stappen-werkdruk",
    "topic": "/onderwerpen/werkdruk",
    "topic-empty": "/onderwerpen/beeldschermwerk",
    "theme": "/themas/eigen-regie",
    "sector": "/sectoren/bouw-en-infra",
    "provider": "/aanbieders/tno",
    "topics": "/onderwerpen",
    "themes": "/themas",
    "sectors": "/sectoren",
    "providers": "/aanbieders",
    "compare": "/vergelijken?ids=pmo&ids=arboportaal&ids=indialoog-izz",
    "compare-nothing": "/vergelijken",
    "diagnosis": "/diagnose",
    "plan-start": "/plan",
    "plan": "/plan?ids=pmo&ids=tilthermometer&ids=zeven-stappen-werkdruk",
    "about": "/over",
    "method": "/methode",
    "sources": "/bronnen",
    "accessibility": "/toegankelijkheid",
    "api": "/api",
}
MISSING = "/interventies/bestaat-niet"
