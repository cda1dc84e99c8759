"""Questions and answers: FAQ entries, the ways people ask them, the gaps nobody can answer yet, and `suggest()`.

Answers cite facts, so they change with them. Used by broadcasts, inbox and touchpoints.
"""
