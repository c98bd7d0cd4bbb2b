"""Attacks on the service that take minutes: scripts/test-robustness runs them and prints what it counted."""
