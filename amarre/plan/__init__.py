"""Playbooks, message templates and lessons: what is prepared cold and copied when a crisis is declared."""
