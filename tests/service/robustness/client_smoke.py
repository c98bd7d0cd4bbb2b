"""Run with the generated client on the path: search, read, match, and a typed error."""
# mypy: ignore-errors

import sys

from interventiebank_client import Client
from interventiebank_client.api.interventies import get_intervention, search_interventions
from interventiebank_client.api.match import match_profile
from interventiebank_client.api.over_deze_gegevens import get_corpus
from interventiebank_client.models import MatchRequest, Problem, SearchAnswer

client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
with client:
    corpus = get_corpus.sync(client=client)
    assert corpus.build
    answer = search_interventions.sync(client=client, q="bakkersfit")
    assert isinstance(answer, SearchAnswer)
    assert answer.total >= 1
    record = get_intervention.sync(id=answer.items[0].id, client=client)
    assert record.title == answer.items[0].title
    wrong = search_interventions.sync(client=client, theme=["bestaat-niet"])
    assert isinstance(wrong, Problem)
    assert wrong.errors[0].code == "unknown_value"
    body = MatchRequest.from_dict({"profile": {"text": "fysieke belasting in de bakkerij"}, "limit": 3})
    matched = match_profile.sync(client=client, body=body)
    assert matched.build == corpus.build
