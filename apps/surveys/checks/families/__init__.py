"""Families of checks, one module each."""
