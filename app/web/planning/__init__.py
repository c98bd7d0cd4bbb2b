"""The plan as a page: one form that carries the whole plan, so that nothing is stored on the server."""
