"""The pure core: rules, rendering, etiquette, triage, reading mail, answers. No Django, no I/O, no clock.

Every other package may import it; it imports nothing of amarre.
"""
