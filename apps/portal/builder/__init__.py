"""The survey builder's pages: a tree, the page as respondents see it, properties. The server holds the draft."""
