"""Turns texts about service into one page per principle, and the pages into a search that needs no server."""
