"""The product as it runs: PostgreSQL, Valkey, web and worker as processes of their own, killed and restarted.

Short by default (under 90 s in all); CX_RELIABILITY=long takes minutes.
"""
