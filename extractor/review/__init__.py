"""Corrects the results of a batch in the browser; the one part of the package that listens."""
