"""Questionnaires of other tools in, ours out; every import says what became of each element of the file."""
