"""amarre: the place from which a company leads its customer relations through a crisis."""

__version__ = "0.1.0"
