"""The subcommands of `reader`: each takes parsed arguments and a Console, and returns an exit code."""
