"""Words that many phrases share, by name, per language. Used as `<name>` in the notation of `phrases`."""

from __future__ import annotations

_FR = {
    "que": "(que |qu')",
    "de": "(de |d'|du |des |de la |de l'|de nos |de notre |de cette |de ces |de vos |de votre )",
    "le": "(le |la |les |l'|un |une |des |notre |nos |votre |vos |ce |cet |cette |ces |son |sa |ses )",
    "euro": "(€|euros|eur)",
    "company": "(nous|on|notre (entreprise|societe|banque|maison|equipe|magasin|groupe|direction))",
    "adv": "(bien |deja |pourtant |clairement |toujours |encore |tout |tres |vraiment |simplement )",
    "month": "(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)",
    "negation": "(ne|n'*|pas|aucun|aucune|sans|ni|jamais|non|inutile)",
}
_EN = {
    "we": "(we|i)",
    "will": "('ll| will| shall)",
    "are": "('re| are)",
    "have": "('ve| have)",
    "be": "(is|are|was|were|be|been|remain*|stay*)",
    "money": "(£|€|$)",
    "adv": "(very |truly |really |simply |absolutely |also |now |still |just )",
    "month": "(january|february|march|april|may|june|july|august|september|october|november|december)",
    "negation": "(not|no|never|cannot|can't|won't|don't|isn't|aren't|wouldn't|without|none|nothing)",
}

GROUPS: dict[str, dict[str, str]] = {"fr": _FR, "en": _EN}
