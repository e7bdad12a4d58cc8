"""A question becomes ranked passages: text analysis, lexical index, vectors, fusion."""
