"""The subcommands of `amarre`, one module each: `add_arguments(parser)` and `run(args) -> exit code`.

Modules that need no database (check, triage, inbound in a dry run) import no Django and start at once.
"""
