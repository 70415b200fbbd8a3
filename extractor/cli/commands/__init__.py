"""Subcommands, one module each. Adding a module with a `COMMAND` adds a command."""
