"""The page respondents see: what its address says, how a turn is taken, what is shown, what keeps programs out."""
