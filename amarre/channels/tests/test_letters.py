"""Letters: printed whole or not at all, shown through the window, posted by somebody, and back with their code."""

from __future__ import annotations

import csv
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from amarre.accounts.models import JournalEntry
from amarre.channels import outbox, printing
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Unreachable
from amarre.channels.kinds.letter import folder, press
from amarre.channels.kinds.letter.codes import code_of
from amarre.channels.kinds.letter.words import tree
from amarre.channels.models import Batch, Channel, Delivery, PrintFile, Receipt, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.channels.tests.pdf_reading import Pdf
from amarre.lib.errors import Conflict, NotFound

State = Delivery.State
SENDER = {"sender": "Laiterie Morel, 3 chemin du Pré, 69400 Villefranche", "town": "Lyon"}
LILAS = "12 rue des Lilas\n69003 Lyon"


def letter(number: int = 1, address: str = LILAS, text: str = "Bonjour.", **more: str) -> Envelope:
    values = {"language": "fr", "subject": "Rappel du lot 12", "html": "", "name": "Ana Ruiz"} | more
    return Envelope(token=f"{number:024x}", address=address, text=text, **values)


def printed(*envelopes: Envelope, **config: object) -> tuple[Pdf, Path]:
    """The one print file of these letters."""
    kind = KINDS.get("letter")
    assert kind.send is not None
    results = list(kind.send(iter(envelopes), kind.config(SENDER | config)))
    assert [result.answer for result in results] == [Answer.ACCEPTED] * len(envelopes)
    place = folder.print_root() / results[0].reference.partition(":")[0]
    return Pdf(place / folder.LETTERS), place


# On paper


def test_the_whole_address_and_nothing_else_of_the_letter_shows_through_the_window_wherever_the_sheet_lies():
    six = "Appartement 4\nRésidence du Parc\n128 bis avenue du Général de Gaulle\nLe Bourg\n69003 Lyon"
    pdf, _place = printed(letter(address=six, text="Bonjour.\n\n" * 8))
    # The window, 45 x 100 mm, 20 mm from the right and the foot of the envelope (110 x 220), for a sheet that slides.
    inside = [line for line in pdf.lines(1) if 45 <= line.y <= 79 and 100 <= line.x <= 190]
    shown = [line.words for line in inside]
    assert shown[1:7] == [
        "Ana Ruiz", "Appartement 4", "Résidence du Parc", "128 BIS AVENUE DU GENERAL DE GAULLE", "LE BOURG",
        "69003 LYON",
    ]  # fmt: skip
    assert shown[0] == "Laiterie Morel, 3 chemin du Pré, 69400 Villefranche"
    assert shown[7:] == [code_of(letter().token)]
    ever_seen = [line for line in pdf.lines(1) if 34 <= line.y <= 90 and line.x >= 90]
    assert ever_seen == inside


def test_the_widest_line_that_the_norm_allows_stays_within_the_window():
    wide = "MMMMMMMMM WWWWWWWWW MMMMMMMMM WWWWWWWWW"[:38]
    pdf, _place = printed(letter(address=f"{wide}\n69003 Lyon"))
    line = next(line for line in pdf.lines(1) if line.words.startswith("MMMM"))
    assert line.words == wide
    assert line.size < 10  # a smaller type instead of a line cut by the edge


def test_the_words_of_people_are_printed_and_never_run():
    words = '#panic("x") $1/0$ \\ #let a = 1 @nobody <label> *gras* = titre // note /* x */ #sys.inputs `code` ~ --- "'
    pdf, _place = printed(letter(text=words, name='#read("/etc/passwd")', subject="#[x] $a$"))
    text = pdf.text(1)
    for said in ('#panic("x")', "$1/0$", "#let a = 1", "@nobody", "<label>", "// note", "/* x */", "#sys.inputs"):
        assert said in text, said
    assert '#read("/etc/passwd")' in text
    assert "#[x] $a$" in text


def test_bold_lists_and_links_are_set_and_a_link_says_where_it_leads():
    html = "<p>Bonjour <strong>Ana</strong>,</p><ul><li>un</li><li>deux</li></ul><p><a href='https://x.example/a'>ici</a></p>"
    pdf, _place = printed(letter(text="", html=html))
    assert "Bonjour Ana , • un • deux ici (https://x.example/a)" in re.sub(r" ?• ?", " • ", pdf.text(1)).replace(
        "Ana,", "Ana ,"
    )


def test_a_personal_value_with_signs_of_markdown_is_only_words():
    pdf, _place = printed(letter(html="<p>Bonjour *Étoile* _Filante_,</p>"))
    assert "Bonjour *Étoile* _Filante_," in pdf.text(1)


def test_the_date_is_written_as_its_reader_writes_dates(monkeypatch, at):
    monkeypatch.setattr("amarre.channels.kinds.letter.now", lambda: at.replace(day=1))
    pdf, _place = printed(letter(1), letter(2, language="en"))
    assert "Lyon, le 1er mars 2026" in pdf.text(1)
    assert "Lyon, 1 March 2026" in pdf.text(2)


def test_long_letters_are_numbered_and_short_ones_are_not():
    pdf, _place = printed(letter(1, text="Court."), letter(2, text="Une ligne.\n\n" * 70))
    assert "1 / " not in pdf.text(1)
    assert [re.search(r"(\d) / 3", pdf.text(page))[1] for page in (2, 3, 4)] == ["1", "2", "3"]  # type: ignore[index]


def test_printed_on_both_sides_each_letter_begins_on_the_front_of_a_sheet():
    long = "Une ligne.\n\n" * 40
    pdf, place = printed(
        *[letter(number, text=long if number == 3 else "Court.") for number in range(1, 5)], duplex=True
    )
    firsts = [int(row[5]) for row in _table(place)]
    assert firsts == [1, 3, 5, 7]
    assert len(pdf.pages) == 7 + 1
    assert pdf.text(2) == pdf.text(4) == ""


def test_more_letters_than_one_sheet_holds_are_all_in_the_file_in_postal_order(monkeypatch):
    monkeypatch.setattr(press, "AT_ONCE", 3)
    streets = [
        f"{number} rue {'AB'[number % 2]}\n{'69003 Lyon' if number < 6 else '01000 Bourg'}" for number in range(1, 11)
    ]
    pdf, place = printed(*[letter(number, address=street) for number, street in enumerate(streets)])
    rows = _table(place)
    assert [row[2] for row in rows][:5] == [f"{number} RUE A, 01000 BOURG" for number in (6, 8, 10)] + [
        f"{number} RUE B, 01000 BOURG" for number in (7, 9)
    ]
    for row in rows:
        assert row[4] in pdf.text(int(row[5]))  # its code stands on its page
        assert row[2].split(", ")[0] in pdf.text(int(row[5]))


def test_the_cover_list_names_every_letter_and_the_table_cannot_run_in_a_spreadsheet():
    _pdf, place = printed(letter(1), letter(2, name="=1+1"))
    cover = Pdf(place / folder.LIST).text(1)
    assert "Ana Ruiz" in cover
    assert code_of(letter(2).token) in cover
    assert {row[1] for row in _table(place)} == {"Ana Ruiz", "'=1+1"}


def _table(place: Path) -> list[list[str]]:
    with (place / folder.TABLE).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))[1:]


@pytest.mark.parametrize(
    "html", ["", "<p>", "</p></ul></div>", "<table><tr><td>x</table>", "<li>x", "x<b>y", "<a href=x>"]
)
def test_html_of_any_shape_becomes_a_letter(html):
    assert press.pages_of(press.Letter("1-0000", ("A",), "fr", "", "", tree(html)), press.Paper()) == 1


# Handing over


def test_without_a_sender_nothing_is_printed():
    kind = KINDS.get("letter")
    with pytest.raises(Misconfigured):
        list(kind.send(iter([letter()]), kind.config({})))  # type: ignore[misc]


def test_when_the_disk_is_full_there_is_no_file_and_no_letter_counts_as_sent(monkeypatch):
    kind = KINDS.get("letter")
    monkeypatch.setattr(
        press, "print_cover", lambda *_args, **_more: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    with pytest.raises(Unreachable):
        list(kind.send(iter([letter()]), kind.config(SENDER)))  # type: ignore[misc]
    assert list(folder.print_root().iterdir()) == []


def test_a_letter_printed_by_a_sender_that_died_is_recognised_and_not_printed_twice():
    kind = KINDS.get("letter")
    pages = kind.send(iter([letter(1), letter(2)]), kind.config(SENDER))  # type: ignore[misc]
    first = next(pages)  # the file is there; the sender dies before the ledger knows
    del pages
    again = list(kind.send(iter([letter(1), letter(2), letter(3)]), kind.config(SENDER)))  # type: ignore[misc]
    assert again[0].reference == first.reference
    names = {result.reference.partition(":")[0] for result in again}
    assert len(names) == 2
    newest = next(name for name in names if name != first.reference.partition(":")[0])
    assert [row[4] for row in _table(folder.print_root() / newest)] == [code_of(letter(3).token)]


def test_letters_in_two_languages_are_measured_by_two_writers_at_once():
    paper = press.Paper(sender=("Laiterie Morel",))
    one = press.Letter("A", ("Ana Ruiz", "69003 Lyon"), "fr", "2 mars 2026", "Rappel", tree(text="Bonjour.\n\n" * 8))
    with ThreadPoolExecutor(4) as writers:
        assert set(writers.map(lambda _each: press.pages_of(one, paper), range(12))) == {1}


def test_measuring_counts_the_pages_and_the_price_of_one_letter():
    kind = KINDS.get("letter")
    config = kind.config(SENDER | {"postage": "1,39", "postage_heavy": "2.78", "print_price": 0.1})
    measure = kind.measure
    assert measure is not None
    short, long = measure("Rappel", "Bonjour.", config), measure("Rappel", "Une ligne.\n\n" * 160, config)
    assert (short.units, short.cost) == (1, 1.49)
    assert (long.units, long.cost) == (5, pytest.approx(2.78 + 0.5))
    assert measure("Rappel", "Une ligne.\n\n" * 800, config).warnings


# In the ledger


@pytest.fixture
def channel(db: None) -> Channel:
    return Channel.objects.create(kind="letter", name="Courrier", config=SENDER)


def send(channel: Channel, at: datetime, *addresses: str, crisis_id: int | None = None) -> Batch:
    words = [Words("fr", "Rappel du lot 12", "Bonjour,\n\nle **lot 12** est rappelé.")]
    batch = outbox.prepare(
        channel=channel, label="Rappel", occasion="statement", words=words, crisis_id=crisis_id, by=None, at=at
    )
    people = [Recipient(40 + number, address, "fr", {}) for number, address in enumerate(addresses)]
    outbox.freeze(batch, people, at=at)
    batch.refresh_from_db()
    outbox.start(batch, by=None, at=at)
    outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    batch.refresh_from_db()
    return batch


def test_one_send_is_one_file_and_who_has_no_good_address_is_told_apart(channel, at):
    batch = send(channel, at, LILAS, "Lyon", "4 rue A\n01000 Bourg")
    rows = list(batch.deliveries.order_by("id"))
    assert [(row.state, row.reason) for row in rows] == [
        (State.SENT, ""), (State.BOUNCED, "post_no_town"), (State.SENT, ""),
    ]  # fmt: skip
    name, _colon, page = rows[0].reference.partition(":")
    assert page == "2"
    pdf = Pdf(folder.print_root() / name / folder.LETTERS)
    assert "Personne 40" in pdf.text(2)
    assert "le lot 12 est rappelé." in pdf.text(2)
    assert not Suppression.objects.exists()


def test_two_people_of_one_house_get_a_letter_each_to_their_names(channel, at):
    batch = send(channel, at, LILAS, LILAS)
    assert [row.state for row in batch.deliveries.all()] == [State.SENT, State.SENT]
    name = batch.deliveries.order_by("id")[0].reference.partition(":")[0]
    assert {row[1] for row in _table(folder.print_root() / name)} == {"Personne 40", "Personne 41"}


def test_the_file_gets_its_row_once_and_the_ledger_has_all_its_letters(channel, at):
    batch = send(channel, at, LILAS, "4 rue A\n01000 Bourg")
    assert printing.register() == 1
    assert printing.register() == 0
    row = PrintFile.objects.get()
    assert (row.batch, row.letters, row.pages) == (batch, 2, 2)
    assert printing.described(row).uncounted == 0
    assert folder.waiting() == []


def test_letters_that_the_ledger_does_not_know_of_are_said_to_be_so(channel, at):
    batch = send(channel, at, LILAS, "4 rue A\n01000 Bourg")
    batch.deliveries.filter(address=LILAS).update(reference="", state=State.UNSURE)
    printing.register()
    assert printing.described(PrintFile.objects.get()).uncounted == 1
    assert len(folder.waiting()) == 1


def test_agents_see_print_files_chloe_says_they_were_posted_and_dora_sees_nothing(
    channel, at, client_of, bilal, chloe, dora
):
    send(channel, at, LILAS)
    page = client_of(bilal).get(reverse("channels:letters"))
    assert "Rappel" in page.content.decode()
    row = PrintFile.objects.get()
    for which, begins in (("letters", b"%PDF"), ("list", b"%PDF"), ("table", b"\xef\xbb\xbf")):
        answer = client_of(bilal).get(reverse("channels:letters_file", args=[row.pk, which]))
        assert b"".join(answer.streaming_content).startswith(begins)
        assert "attachment" in answer.headers["Content-Disposition"]
    posted = reverse("channels:letters_post", args=[row.pk, "posted"])
    assert client_of(bilal).post(posted).status_code == 403
    assert client_of(chloe).post(posted).status_code == 302
    row.refresh_from_db()
    assert row.posted_by == chloe
    assert JournalEntry.objects.get(verb="letter.post").data == {"count": 1}
    assert client_of(dora).get(reverse("channels:letters")).status_code == 403
    client_of(chloe).post(reverse("channels:letters_post", args=[row.pk, "kept"]))
    row.refresh_from_db()
    assert row.posted_at is None


def test_letters_of_a_restricted_crisis_do_not_exist_for_bilal(channel, at, crisis, client_of, bilal):
    send(channel, at, LILAS, crisis_id=crisis.pk)
    printing.register()
    crisis.is_restricted = True
    crisis.save()
    row = PrintFile.objects.get()
    assert "Rappel" not in client_of(bilal).get(reverse("channels:letters")).content.decode()
    assert client_of(bilal).get(reverse("channels:letters_file", args=[row.pk, "letters"])).status_code == 404
    with pytest.raises(NotFound):
        printing.letter_of(code_of(Delivery.objects.get().token), user=bilal)


def test_the_page_of_the_send_says_how_many_letters_are_to_be_posted(channel, at, client_of, chloe):
    batch = send(channel, at, LILAS, "4 rue A\n01000 Bourg")
    page = client_of(chloe).get(reverse("channels:batch", args=[batch.pk])).content.decode()
    assert reverse("channels:letters") in page
    printing.post(PrintFile.objects.get(), by=chloe, at=at)
    assert printing.to_post(batch) == 0


def test_letters_of_a_stopped_send_must_not_be_posted(channel, at, client_of, chloe):
    batch = send(channel, at, LILAS)
    printing.register()
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.STOPPED)
    row = PrintFile.objects.select_related("batch").get()
    with pytest.raises(Conflict):
        printing.post(row, by=chloe, at=at)
    page = client_of(chloe).get(reverse("channels:letters")).content.decode()
    assert reverse("channels:letters_post", args=[row.pk, "posted"]) not in page


def test_the_files_of_what_was_posted_are_deleted_in_time(channel, at, chloe, client_of):
    send(channel, at, LILAS)
    printing.register()
    row = PrintFile.objects.select_related("batch").get()
    printing.post(row, by=chloe, at=at)
    assert printing.forget_posted(at=at + timedelta(days=29)) == 0
    assert printing.forget_posted(at=at + timedelta(days=31)) == 1
    assert not printing.described(row).has_files
    client = client_of(chloe)
    assert client.get(reverse("channels:letters_file", args=[row.pk, "letters"])).status_code == 302
    assert client.get(reverse("channels:letters")).status_code == 200


# Coming back


def scan(client, code: str, why: str = "returned_unknown"):
    return client.post(reverse("channels:returns"), {"code": code, "why": why}, follow=True).content.decode()


def test_bilal_scans_letters_one_after_the_other_and_takes_one_back(channel, at, client_of, bilal):
    batch = send(channel, at, LILAS, "4 rue A\n01000 Bourg")
    first, second = batch.deliveries.order_by("id")
    client = client_of(bilal)
    page = scan(client, code_of(first.token))
    assert re.search(r'value="returned_unknown"[^>]*checked', page)  # the reason stays for the next one
    assert "autofocus" in page
    scan(client, code_of(second.token).lower(), "returned_unclaimed")
    assert [(row.state, row.reason) for row in batch.deliveries.order_by("id")] == [
        (State.BOUNCED, "returned_unknown"), (State.BOUNCED, "returned_unclaimed"),
    ]  # fmt: skip
    suppressed = Suppression.objects.get(lifted_at=None)
    assert (suppressed.channel_kind, suppressed.address, suppressed.cause) == ("letter", LILAS, "dead")
    receipt = Receipt.objects.get(delivery=first)
    client.post(reverse("channels:return_undo", args=[receipt.pk]))
    first.refresh_from_db()
    assert (first.state, first.reason) == (State.SENT, "")
    assert not Suppression.objects.filter(lifted_at=None).exists()


def test_a_suppressed_postal_address_gets_no_letter(channel, at, client_of, bilal):
    batch = send(channel, at, LILAS)
    scan(client_of(bilal), code_of(batch.deliveries.get().token))
    again = send(channel, at, LILAS)
    assert (again.deliveries.get().state, again.deliveries.get().reason) == (State.SUPPRESSED, "dead")


def test_where_others_live_the_address_stays_though_one_of_them_has_moved(channel, at, bilal):
    batch = send(channel, at, LILAS)
    Delivery.objects.create(batch=batch, person_ref=99, address=LILAS, language="fr", queued_at=at)
    row = batch.deliveries.get(person_ref=40)
    printing.came_back(row, why="returned_unknown", by=bilal, at=at)
    assert not Suppression.objects.exists()


def test_a_code_that_is_not_ours_or_was_scanned_already_is_said_to_be_so(channel, at, client_of, bilal):
    batch = send(channel, at, LILAS)
    code = code_of(batch.deliveries.get().token)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    client = client_of(bilal)
    assert wrong in scan(client, wrong)
    assert "bonjour!" in scan(client, "bonjour!")
    assert not Receipt.objects.exists()
    scan(client, code)
    scan(client, code)
    assert Receipt.objects.count() == 1
