"""Bringing a table of ratings in: looked through, mapped, tried, carried out in portions, and taken back."""
