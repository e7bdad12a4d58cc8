"""Answers about the Secure Communities report, each sentence tied to a checked passage.

The way of a question is in `explainer.engine`; everything it hands around is in
`explainer.domain`. Importing this package loads none of the heavy libraries.
"""

__version__ = "0.1.0"
