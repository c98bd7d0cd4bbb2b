"""Interventiebank, the pipeline in five lines.

corpus     reads and checks the curated YAML, all errors at once
store      keeps it in SQLite;  search  indexes it, with a Dutch analysis of our own
catalogue  publishes both as one immutable build, opens it and answers from it
api, web   present the answers as JSON and as pages; cli does so in a terminal
main       is where the parts meet
"""
