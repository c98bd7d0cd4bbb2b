"""The `interventiebank` command: the same verbs as the API, for people in a terminal."""

from app.cli.commands import app

__all__ = ["app"]
