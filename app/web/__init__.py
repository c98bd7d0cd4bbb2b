"""Pages for people: HTML on the server, a little JavaScript on top, and nothing from any other host."""
