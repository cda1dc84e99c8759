"""Measured comparisons, each against a peer or a limit, printed as ratios: `amarre bench NAME --json FILE|-`.

A bench module has `add_arguments(parser)` and `measure(args) -> Outcome`.
"""
