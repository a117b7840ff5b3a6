"""The one command's subcommands: up, test, check, bench, manage, backup, restore, lock, audit."""
