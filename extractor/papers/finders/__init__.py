"""Finders: every public module here declares one `FINDER`."""
