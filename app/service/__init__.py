"""What stands around the API and the pages, as plain ASGI, from the outside in.

request_log   an id, a log line and metrics for every request
tracing       a span for every request, when somebody asks for traces
hosts         requests for another host are not ours
limits        address, parameters, headers and declared body have a greatest size
rate_limit    a client may ask so much in a minute
HeadAsGet     HEAD wherever GET is answered (app.api.headers)
cache         answers of the live build, kept as bytes, before any router
time_limit    an answer takes so long at most, and so many are made at once
"""
