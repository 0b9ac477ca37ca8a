"""`make demo`: the whole product in one process tree, from nothing, until Ctrl-C."""
