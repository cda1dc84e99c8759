"""Files as office programs write them: encoding, separator, quotes, broken lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.tabular import is_text, look, read
from amarre.engine.tabular.shape import HEAD_BYTES

TABLE = (
    "Code client;Nom;Prénom;Courriel;Ville\r\n"
    "C001;Lefèvre;Zoé;zoe@exemple.fr;Saint-Étienne\r\n"
    "C002;Garçon;Noël;noel@exemple.fr;Besançon\r\n"
    "C003;Müller;Jérôme;j.muller@exemple.fr;Orléans\r\n"
)


def rows_of(data: bytes, block: int = 7):
    blocks = [data[start : start + block] for start in range(0, len(data), block)]
    return list(read(blocks, look(data[:HEAD_BYTES])))


def cells_of(text: str):
    return [row.cells for row in rows_of(text.encode())]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_table_is_read_whatever_program_wrote_it(encoding, separator):
    rows = rows_of(TABLE.replace(";", separator).encode(encoding))
    assert [row.cells for row in rows] == [line.split(";") for line in TABLE.split("\r\n")[:-1]]
    assert not any(row.problem for row in rows)


def test_a_picture_is_not_text():
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    assert not is_text(picture)
    assert all(is_text(TABLE.encode(encoding)) for encoding in ("utf-8", "utf-16", "utf-16-le", "cp1252", "mac_roman"))
    assert is_text(b"")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(newline):
    rows = rows_of(TABLE.replace("\r\n", newline).encode())
    assert [(row.line, row.cells[0]) for row in rows] == [
        (1, "Code client"),
        (2, "C001"),
        (3, "C002"),
        (4, "C003"),
    ]


def test_the_decimal_comma_is_not_taken_for_a_separator():
    assert look(b"ref;montant\n" + b"A;12,50\n" * 20).separator == ";"


def test_a_separator_announced_by_excel_is_believed_and_its_line_skipped():
    assert cells_of("sep=|\nnom|ville\nA|B;C\n") == [["nom", "ville"], ["A", "B;C"]]


def test_a_title_above_the_table_is_skipped():
    rows = rows_of(b"Clients au 12 mars;;;\n;;;\nCode;Nom;Ville;Tel\n1;A;B;C\n2;D;E;F\n")
    assert [row.cells[0] for row in rows] == ["Code", "1", "2"]
    assert rows[0].line == 3


def test_a_list_with_a_single_column_is_a_table():
    assert cells_of("courriel\na@exemple.fr\nb@exemple.fr\n") == [
        ["courriel"],
        ["a@exemple.fr"],
        ["b@exemple.fr"],
    ]


def test_quotes_hold_separators_line_breaks_and_quotes():
    text = 'nom;note;ville\nA;"une; note";X\nB;"deux\nlignes";Y\nC;"dite ""courte""";Z\n'
    rows = rows_of(text.encode())
    assert [row.cells[1] for row in rows[1:]] == ["une; note", "deux\nlignes", 'dite "courte"']
    assert [row.line for row in rows] == [1, 2, 3, 5]


def test_quotes_that_are_part_of_a_name_stay():
    assert cells_of('nom;taille\nJean "Jeannot" D;12"\n')[1] == ['Jean "Jeannot" D', '12"']


@pytest.mark.parametrize("follower", ["B;deux;Y", '"B";"deux";"Y"', 'B;"deux";Y', '"B;deux;Y'])
def test_an_unclosed_quote_costs_one_line_and_not_the_rest(follower):
    text = "nom;note;ville\n" + 'A;"jamais fermé;X\n' + (follower + "\n") + "C;trois;Z\n" * 30
    rows = rows_of(text.encode())
    assert rows[1].problem is not None and rows[1].problem.code == "unclosed_quote"
    assert [row.cells for row in rows if not row.problem][-30:] == [["C", "trois", "Z"]] * 30
    assert sum(row.problem is not None for row in rows) == (2 if follower == '"B;deux;Y' else 1)


def test_lines_with_too_few_or_too_many_cells_are_refused_with_both_numbers():
    rows = rows_of(("a;b;c\n" + "1;2;3\n" * 10 + "1;2\n1;2;3;4\n").encode())
    assert [(row.line, row.problem.code, dict(row.problem.details)) for row in rows if row.problem] == [
        (12, "too_few_cells", {"found": 2, "expected": 3}),
        (13, "too_many_cells", {"found": 4, "expected": 3}),
    ]


def test_empty_cells_too_many_at_the_end_are_harmless():
    assert cells_of("a;b;c\n" + "1;2;3\n" * 5 + "4;5;6;;\n")[-1] == ["4", "5", "6"]


def test_a_program_that_leaves_out_the_last_empty_cells_is_understood():
    rows = rows_of(("nom;tel;note\n" + "A;1;x\n" * 6 + "B;2\n" * 4).encode())
    assert rows[-1].cells == ["B", "2", ""] and not rows[-1].problem


def test_blank_lines_and_nul_characters_are_dropped():
    assert cells_of("a;b\n;;\n\n1\x00;2\x00\n   \n3;4\n") == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_line_glued_from_another_encoding_is_read_too():
    data = ("nom;ville\n" + "Zoé;Nîmes\n" * 10).encode() + "Noël;Sète\n".encode("cp1252")
    assert rows_of(data)[-1].cells == ["Noël", "Sète"]


def test_a_line_without_end_is_refused_and_the_next_ones_are_read():
    data = b"a;b\n" + b"1;2\n" * 5 + b"x" * 2_100_000 + b"\n3;4\n"
    rows = rows_of(data, block=65_536)
    assert rows[-1].cells == ["3", "4"]
    assert {row.problem.code for row in rows if row.problem} == {"line_too_long"}
    assert all(len(row.raw) <= 200 for row in rows if row.problem)


def test_accents_broken_before_us_are_noticed_and_left():
    shape = look("nom;ville\nZoÃ©;NÃ®mes\nLÃ©a;Paris\n".encode())
    assert shape.mojibake


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nom;ville\nA;B\n", True),
        ("Identifiant tiers;Segment interne\n12;AB\n", True),
        ("colonne une;colonne deux\n12/03/2026;4\n13/03/2026;5\n", True),
        ("Dupont;zoe@exemple.fr\nMartin;leo@exemple.fr\n", False),
        ("0612345678;12\n0612345679;13\n", False),
    ],
)
def test_the_header_is_recognised_or_its_absence(text, expected):
    assert look(text.encode()).header is expected


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff"), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=4,
        max_size=12,
    ),
    st.integers(1, 40),
)
def test_no_row_of_a_well_written_table_is_ever_lost(table, block):
    """Any text, quoted as RFC 4180 says, comes back the same, whatever the size of the blocks."""
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    data = ("alpha;beta;gamma\r\n" + "un;deux;trois\r\n" * 9 + "\r\n".join(quoted) + "\r\n").encode()
    rows = rows_of(data, block)
    expected = [row for row in table if any(cell.strip() for cell in row)]
    assert [row.cells for row in rows[10:] if not row.problem] == expected


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_to_the_end(data):
    rows = rows_of(data)
    assert all(row.problem or len(row.cells) == look(data).width for row in rows)
