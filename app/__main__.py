"""`python -m app` is the `interventiebank` command."""

from app.cli import app

app()
