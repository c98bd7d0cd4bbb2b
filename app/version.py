"""The version of the product and of its API: one number, semantic, in pyproject.toml too (a test compares)."""

VERSION = "0.1.0"
