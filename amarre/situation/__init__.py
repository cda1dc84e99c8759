"""The crisis itself: phases, cell, sources, facts and their versions, decisions, workstreams, actions, clocks.

Copied from a playbook at declaration, then its own. Everything that speaks reads its facts from here.
"""
