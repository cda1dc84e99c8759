"""Who we speak with: customers, employees, suppliers; their organisations, addresses, consent, imports, segments.

A sibling of `situation`: neither imports the other.
"""
