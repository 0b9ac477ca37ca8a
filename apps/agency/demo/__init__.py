"""Demo data: three client companies, eighteen months of answers, one thing to worry about and one to be proud of.

Seeded, so that the same day gives the same data; written through the same services as real answers.
"""
