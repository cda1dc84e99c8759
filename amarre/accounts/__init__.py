"""Colleagues: users, roles, permissions, API tokens, sign-in links, the company's own card, and the journal.

Everything above may import it; it imports only lib and tasks.
"""
