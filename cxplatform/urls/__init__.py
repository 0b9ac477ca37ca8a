"""URL confs: the agency's host (bare domain) and the clients' hosts."""
