"""The expression languages of other tools: read strictly into one tree, then said as our conditions."""
