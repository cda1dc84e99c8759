"""What no single key of a playbook can tell: names used twice, facts cited but not asked, fears left unanswered."""

from __future__ import annotations

from amarre.plan.playbook_reader import Reader, Words
from amarre.plan.playbook_shape import BRACES, FEARS, LANGUAGES, OTHER_NAMES, PLACEHOLDER, Playbook, cited_facts


def check(reader: Reader, playbook: Playbook) -> None:
    """What no single key can tell: names used twice, facts cited but not asked, fears left without an answer."""
    _check_unique(reader, playbook)
    _check_seated(reader, playbook)
    _check_examples(reader, playbook)
    for index, template in enumerate(playbook.templates):
        public = template.audience != "staff"
        _check_citations(reader, playbook, f"templates[{index}].body", template.body, public=public)
        if template.subject is not None:
            _check_citations(reader, playbook, f"templates[{index}].subject", template.subject, public=public)
    for index, starter in enumerate(playbook.faq):
        public = starter.audience == "public"
        _check_citations(reader, playbook, f"faq[{index}].answer", starter.answer, public=public)
    for fear in FEARS:
        if not any(starter.fear == fear for starter in playbook.faq):
            reader.problem("faq", f'no entry answers the fear "{fear}"')


def _check_unique(reader: Reader, playbook: Playbook) -> None:
    lists: dict[str, list[str]] = {
        "phases": [phase.slug for phase in playbook.phases],
        "workstreams": [workstream.slug for workstream in playbook.workstreams],
        "facts": [fact.key for fact in playbook.facts],
        "templates": [template.slug for template in playbook.templates],
        "faq": [starter.key for starter in playbook.faq],
        "measures": [measure.slug for measure in playbook.measures],
        "segments": [segment.slug for segment in playbook.segments],
    }
    for where, names in lists.items():
        for doubled in sorted({name for name in names if names.count(name) > 1}):
            reader.problem(where, f'"{doubled}" is used twice')


def _check_seated(reader: Reader, playbook: Playbook) -> None:
    seated = {seat.function for seat in playbook.seats}
    for row, workstream in enumerate(playbook.workstreams):
        for column, action in enumerate(workstream.actions):
            for function in sorted({name for names in action.raci.values() for name in names} - seated):
                where = f"workstreams[{row}].actions[{column}].raci"
                reader.problem(where, f'"{function}" has no seat in the cell')


def _check_examples(reader: Reader, playbook: Playbook) -> None:
    for index, fact in enumerate(playbook.facts):
        for lang in LANGUAGES:
            is_sentence = fact.example.to(lang).rstrip().endswith((".", "?"))
            if is_sentence != (fact.form == "sentence"):
                wanted = "complete sentences" if fact.form == "sentence" else "a value without a full stop"
                reader.problem(f"facts[{index}].example.{lang}", f'"{fact.key}" must be {wanted}')


def _check_citations(reader: Reader, playbook: Playbook, where: str, words: Words, *, public: bool) -> None:
    visibility = {fact.key: fact.visibility for fact in playbook.facts}
    for lang in LANGUAGES:
        text = words.to(lang)
        if BRACES.search(PLACEHOLDER.sub("", text)):
            reader.problem(f"{where}.{lang}", "a placeholder is not of the form {{ fact.key }}")
        for name in sorted(set(PLACEHOLDER.findall(text)) - OTHER_NAMES):
            if not name.startswith("fact."):
                reader.problem(f"{where}.{lang}", f"unknown placeholder {{{{ {name} }}}}")
        for key in sorted(cited_facts(text)):
            if key not in visibility:
                reader.problem(f"{where}.{lang}", f'cites the fact "{key}", which is not among the facts')
            elif public and visibility[key] == "internal":
                reader.problem(f"{where}.{lang}", f'shows the internal fact "{key}" outside the company')
    if cited_facts(words.fr) != cited_facts(words.en):
        reader.problem(where, "French and English do not cite the same facts")
