"""Rules and records drawn at random, for the property tests of every evaluator."""

from datetime import date

from hypothesis import strategies as st

TODAY = date(2026, 3, 31)

#: Field, and the type most of its values have. Every evaluator under test must know these names.
FIELDS = {
    "city": "text",
    "note": "text",
    "pending": "number",
    "spent": "number",
    "subscribed": "boolean",
    "last_order": "date",
}

TEXTS = st.sampled_from(
    ["Lyon", "lyon", "Saint-Étienne", "é", "e\u0301", "a%b_", "'", '"', "\\", " ", "2026-03-01", "12"]
)
NUMBERS = st.one_of(
    st.integers(-3, 3),
    st.sampled_from([0.1, 0.5, -0.0, 2**53, -(2**53)]),
    st.floats(-5, 5, allow_nan=False).map(lambda number: round(number, 2)),
)
DAYS = st.one_of(st.dates(date(2026, 2, 20), date(2026, 5, 10)), st.sampled_from([date(1, 1, 1), date(9999, 12, 31)]))
LITERALS = {"text": TEXTS, "number": NUMBERS, "boolean": st.booleans(), "date": DAYS}


def _relative():
    units = ["days", "weeks", "months", "years"]
    keys = st.sampled_from([f"{unit}_{side}" for unit in units for side in ("before", "after")])
    return st.builds(lambda key, count: {key: count}, keys, st.integers(0, 5))


def _literal(type_):
    if type_ == "date":
        return st.one_of(DAYS.map(lambda day: {"date": day.isoformat()}), _relative())
    return LITERALS[type_]


@st.composite
def conditions(draw):
    field = draw(st.sampled_from(sorted(FIELDS)))
    type_ = draw(st.one_of(st.just(FIELDS[field]), st.sampled_from(sorted(LITERALS))))
    op = draw(st.sampled_from(_operators(type_)))
    if op == "missing":
        return {"field": field, op: draw(st.booleans())}
    if op == "in":
        return {"field": field, op: draw(st.lists(_literal(type_), min_size=1, max_size=3))}
    if op == "between":
        low, high = sorted(draw(st.tuples(LITERALS[type_], LITERALS[type_])))
        bounds = [{"date": low.isoformat()}, {"date": high.isoformat()}] if type_ == "date" else [low, high]
        return {"field": field, op: bounds}
    return {"field": field, op: draw(_literal(type_))}


def _operators(type_):
    common = ["eq", "ne", "missing"]
    if type_ == "text":
        return [*common, "in", "contains", "starts"]
    if type_ == "boolean":
        return common
    return [*common, "in", "lt", "le", "gt", "ge", "between"]


def rules():
    return st.recursive(
        conditions(),
        lambda below: st.one_of(
            st.lists(below, max_size=3).map(lambda each: {"all": each}),
            st.lists(below, min_size=1, max_size=3).map(lambda each: {"any": each}),
            below.map(lambda each: {"not": each}),
        ),
        max_leaves=6,
    )


def records():
    """Records whose values are mostly of the type announced, sometimes missing, sometimes of another type."""
    other = st.one_of(st.none(), st.just(""), TEXTS, NUMBERS, st.just(1e300), st.booleans(), DAYS.map(date.isoformat))
    values = {
        field: st.one_of(st.none(), LITERALS[type_].map(lambda v: v.isoformat() if isinstance(v, date) else v), other)
        for field, type_ in FIELDS.items()
    }
    return st.fixed_dictionaries({}, optional=values)
