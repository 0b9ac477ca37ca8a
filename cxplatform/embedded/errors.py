class EmbeddedError(Exception):
    """A service could not be started or stopped; the message says which, why and what to do."""
