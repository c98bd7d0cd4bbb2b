"""The action plan as a value: what the user decides, what follows from it, and what is still missing."""
