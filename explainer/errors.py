"""Errors whose message is for the reader: what happened, and what to do about it."""


class ExplainerError(Exception):
    """The root of all errors that this project raises on purpose."""


class UsageError(ExplainerError):
    """The caller asked for something that cannot be: a wrong option, an unknown id."""


class KnowledgeError(ExplainerError):
    """Files of `knowledge/` have faults; the message names file, line and remedy of each."""


class OutsideError(ExplainerError):
    """Something outside failed: network, model, index, disk. A simpler mode may still answer."""
