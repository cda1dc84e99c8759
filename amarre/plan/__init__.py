"""Playbooks, message templates and lessons: what is prepared cold and copied when a crisis is declared.

`playbooks/*.yaml` come with amarre and are read by `playbook_file` (pure: no Django, no database); `models` keep the
living copies that people change, `actions` is their only writer. Situation and the rooms above may import it; it
imports accounts, lib and the engine.
"""
