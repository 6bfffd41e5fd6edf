"""The coder that asks a model: over real HTTP on the loopback, against answers as servers give them."""

import datetime as dt
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from recorded_server import Cut, Reply, completion, recorded, serving

from dateline import registry
from dateline.cli import cli
from dateline.coders.admission import admit
from dateline.coders.completion import ANSWER_BYTES, Endpoint
from dateline.coders.openai import OpenAICoder, parts
from dateline.documents import from_text
from dateline.documents.structure import analyse
from dateline.errors import CoderError, CoderUnavailableError, UsageError
from dateline.records import Coding, Document, Report
from dateline.store.database import Database

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TEXT = """Bomb at bus stop in Osh

A bomb hidden in a rubbish bin went off at a bus stop in Osh on Friday morning, killing three people and wounding \
nine, the city's police chief said.

The Mountain Wind group said it had planted the bomb.
"""
INCIDENT: dict[str, Any] = {
    "what": "A bomb hidden in a rubbish bin went off",
    "type": "Remote explosive/landmine/IED",
    "when": "on Friday",
    "where": "Osh",
    "deaths": [{"number": 3, "quote": "killing three people"}],
    "injured": [{"number": 9, "quote": "wounding nine"}],
    "detained": [],
    "abducted": [],
    "freed": [],
    "perpetrators": ["The Mountain Wind group"],
    "targets": [],
    "weapons": ["A bomb"],
    "seized": [],
}
CLAIM = {
    "kind": "claim_of_responsibility",
    "speaker": "The Mountain Wind group",
    "quote": "The Mountain Wind group said it had planted the bomb",
}
GOOD = json.dumps({"incidents": [INCIDENT], "statements": [CLAIM]})


@pytest.fixture
def document() -> Document:
    return from_text(TEXT, published=dt.date(2018, 10, 7), language="en")


def ask(
    document: Document, *replies: Reply, incidents: list[dict[str, Any]] | None = None, **options: str
) -> tuple[Coding, list[dict[str, Any]]]:
    """The coding, as it would be stored, and what the server was asked."""
    given = replies or (completion(json.dumps({"incidents": incidents, "statements": []})),)
    with serving(*given) as server:
        coder = OpenAICoder.configure({"url": server.url, "model": "m", **options})
        coder.endpoint.pause = lambda seconds: None
        return admit(document, coder(document)), server.asked


def only(coding: Coding) -> Report:
    (report,) = coding.reports
    return report


def test_what_the_model_points_at_is_coded_by_our_rules_with_the_texts_own_words(document: Document) -> None:
    coding, asked = ask(document, completion(GOOD))
    report = only(coding)
    assert (report.event_type, report.sub_event_type) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert report.date.earliest == report.date.latest == dt.date(2018, 10, 5)
    assert report.place is not None
    assert (report.place.name, report.place.country_code) == ("Osh", "KG")
    assert report.deaths is not None
    assert report.injured is not None
    assert (report.deaths.best, report.injured.best) == (3, 9)
    assert report.weapons == ("bomb",)
    assert [(a.role, a.name) for a in report.actors] == [("perpetrator", "The Mountain Wind group")]
    assert all(document.text[a.start : a.end] == a.quote for a in report.attestations)
    assert all(a.annotator.startswith("model:m+") for a in report.attestations)
    (statement,) = coding.statements
    assert (statement.kind, statement.report_ids) == ("claim_of_responsibility", (report.report_id,))
    assert coding.dropped == ()
    (body,) = asked
    assert (body["temperature"], body["seed"], body["model"]) == (0, 7, "m")
    assert body["response_format"]["type"] == "json_schema"
    assert TEXT.split("\n\n", 1)[1].strip() in body["messages"][-1]["content"]


def test_the_same_answer_gives_the_same_bytes(document: Document) -> None:
    assert ask(document, completion(GOOD))[0] == ask(document, completion(GOOD))[0]


def test_words_that_are_not_in_the_text_are_thrown_away_with_their_values(document: Document) -> None:
    invented = {
        **INCIDENT,
        "when": "on 3 October 2018",
        "deaths": [{"number": 3, "quote": "killing three policemen"}],
        "perpetrators": ["Red Dawn"],
        "weapons": ["a hand grenade"],
    }
    coding, _ = ask(document, incidents=[invented, {**INCIDENT, "what": "gunmen stormed a school"}])
    report = only(coding)
    assert (report.deaths, report.deaths_by_side, report.weapons, report.actors) == (None, {}, (), ())
    assert report.date.earliest is None  # and no guess in its place
    assert report.date.latest == document.published
    assert [d.reason for d in coding.dropped] == ["quote not in the text"] * 5


@pytest.mark.parametrize(
    ("field", "figure"),
    [
        ("deaths", {"number": 4, "quote": "killing three people"}),  # the words say three
        ("deaths", {"number": 9, "quote": "wounding nine"}),  # of those wounded
        ("detained", {"number": 3, "quote": "killing three people"}),
        ("deaths", {"number": 1, "quote": "at a bus stop"}),  # no people
    ],
)
def test_a_number_that_its_own_quote_does_not_say_is_thrown_away(
    document: Document, field: str, figure: dict[str, Any]
) -> None:
    coding, _ = ask(document, incidents=[{**INCIDENT, "deaths": [], "injured": [], field: [figure]}])
    assert getattr(only(coding), field) is None
    assert [d.reason for d in coding.dropped] == ["value not said by its quote"]


def test_quotes_are_found_across_lines_case_and_marks_and_stored_as_the_text_has_them() -> None:
    text = "Raid in Osh\n\nPolice shot  dead\ntwo “bandits” in Osh on 4 May 2016.\n"
    document = from_text(text, published=dt.date(2016, 5, 5), language="en")
    told = {**INCIDENT, "what": 'POLICE SHOT DEAD TWO "BANDITS"', "when": "4 May 2016", "where": "osh", "weapons": []}
    told |= {"deaths": [{"number": 2, "quote": 'shot dead two "bandits"'}], "injured": [], "perpetrators": []}
    report = only(ask(document, incidents=[told])[0])
    quotes = {a.field: a.quote for a in report.attestations}
    assert quotes["event_type"].split() == ["Police", "shot", "dead", "two", "“bandits"]
    assert quotes["event_type"] in document.text
    assert (quotes["place.name"], report.date.latest) == ("Osh", dt.date(2016, 5, 4))


def test_plans_fears_and_questions_are_no_incidents() -> None:
    text = (
        "Police in Osh said on Monday that rebels may attack the bazaar. Will a bomb go off there? Nobody was killed.\n"
    )
    document = from_text(text, published=dt.date(2016, 5, 5), language="en")
    told = [{**INCIDENT, "what": what} for what in ("rebels may attack the bazaar", "Will a bomb go off there")]
    coding, _ = ask(document, incidents=told)
    assert coding.reports == ()
    assert [d.reason for d in coding.dropped if d.message.startswith("what")] == [
        "not told as something that happened"
    ] * 2


def test_one_incident_told_twice_is_one_report(document: Document) -> None:
    coding, _ = ask(document, incidents=[INCIDENT, {**INCIDENT, "what": "A bomb hidden in a rubbish bin"}])
    assert len(coding.reports) == 1
    assert [d.reason for d in coding.dropped] == ["told twice"]


def test_of_an_answer_cut_short_the_whole_records_are_kept(document: Document) -> None:
    cut = '{"incidents": [' + json.dumps(INCIDENT) + ', {"what": "A bomb hidden in in in in in in in in in in'
    coding, _ = ask(document, completion(cut, finish="length"))
    assert only(coding).deaths is not None
    assert [(d.reason, d.message) for d in coding.dropped] == [
        ("answer cut short", "longer than 2048 tokens; its first 1 records are kept")
    ]


@pytest.mark.parametrize("content", ["I cannot help with that.", '{"incidents": [{"what": "A bomb', "[]", '{"x": 1}'])
def test_an_answer_without_one_whole_record_fails_the_document(document: Document, content: str) -> None:
    with pytest.raises(CoderError, match="answer"):
        ask(document, completion(content, finish="length"))


def test_words_around_the_object_and_records_without_its_shape_do_no_harm(document: Document) -> None:
    content = "Here it is:\n```json\n" + json.dumps({"incidents": [{"who": "x"}, 7, INCIDENT], "statements": None})
    coding, _ = ask(document, completion(content + "\n```"))
    assert len(coding.reports) == 1
    assert [d.reason for d in coding.dropped] == ["malformed record"] * 2


def test_a_server_that_refuses_a_schema_is_asked_for_an_object_and_not_again_for_a_schema(document: Document) -> None:
    with serving((500, recorded("llama-cpp-python-json_schema-500.json")), completion(GOOD)) as server:
        coder = OpenAICoder.configure({"url": server.url, "model": "m"})
        coder.endpoint.pause = lambda seconds: pytest.fail("a refusal is no reason to wait")
        assert len(coder(document).reports) == len(coder(document).reports) == 1
        formats = [body["response_format"]["type"] for body in server.asked]
    assert formats == ["json_schema", "json_object", "json_object"]
    assert server.asked[1]["response_format"]["schema"]["required"] == ["incidents", "statements"]


def test_a_server_that_takes_neither_is_asked_in_words_only(document: Document) -> None:
    coding, asked = ask(document, (400, b"{}"), (422, b"{}"), completion(GOOD))
    assert len(coding.reports) == 1
    assert "response_format" not in asked[-1]


def test_the_mode_can_be_set(document: Document) -> None:
    _, asked = ask(document, completion(GOOD), mode="json_object")
    assert [body["response_format"]["type"] for body in asked] == ["json_object"]


def test_errors_of_the_server_are_tried_again_with_pauses_and_then_told(document: Document) -> None:
    coding, asked = ask(document, (503, b"loading"), (503, b"loading"), completion(GOOD))
    assert (len(coding.reports), len(asked)) == (1, 3)
    pauses: list[float] = []
    with serving((500, {"error": {"message": "out of memory"}})) as server:
        endpoint = Endpoint(url=server.url, model="m", mode="json_schema", pause=pauses.append)
        with pytest.raises(CoderError, match=r"answered 500 for 'm': out of memory"):
            endpoint.complete([], {}, tokens=10)
        assert (len(server.asked), pauses) == (4, [1.0, 3.0, 9.0])


def test_a_connection_that_breaks_off_is_tried_again(document: Document) -> None:
    whole = json.dumps(completion(GOOD)[1]).encode()
    coding, asked = ask(document, (200, Cut(whole)), completion(GOOD))
    assert (len(coding.reports), len(asked)) == (1, 2)


def test_an_answer_that_drips_is_ended_by_the_clock(document: Document) -> None:
    with serving(completion(GOOD), delay=0.01) as server:
        endpoint = Endpoint(url=server.url, model="m", seconds=0.3)
        with pytest.raises(CoderError, match=r"no whole answer within 0\.3 seconds; allow more"):
            endpoint.complete([], {}, tokens=10)
        assert len(server.asked) == 1  # it would take as long again


def test_an_answer_without_end_is_not_read_to_it() -> None:
    with serving((200, b" " * (ANSWER_BYTES + 1))) as server, pytest.raises(CoderError, match="more than 4 MiB"):
        Endpoint(url=server.url, model="m").complete([], {}, tokens=10)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": 1}}]}'])
def test_what_is_no_completion_is_told_so(body: bytes) -> None:
    with serving((200, body)) as server, pytest.raises(CoderError, match=r"no chat completion|holds no text"):
        Endpoint(url=server.url, model="m").complete([], {}, tokens=10)


def test_a_redirect_is_not_followed() -> None:
    with serving((302, b"")) as server, pytest.raises(CoderError, match="answered 302"):
        Endpoint(url=server.url, model="m").complete([], {}, tokens=10)


def test_a_missing_model_and_a_refused_key_end_the_run_politely() -> None:
    with (
        serving((404, {"error": {"message": "model 'm' not found"}})) as server,
        pytest.raises(CoderUnavailableError, match=r"'m': model 'm' not found; it offers small-model, other-model"),
    ):
        Endpoint(url=server.url, model="m").complete([], {}, tokens=10)
    with serving((401, {"error": "no"})) as server:
        with pytest.raises(CoderUnavailableError, match=r"refuses the key \(401: no\); set DATELINE_OPENAI_KEY"):
            Endpoint(url=server.url, model="m", key="k").complete([], {}, tokens=10)
        assert server.headers[0]["Authorization"] == "Bearer k"


def test_a_server_that_is_not_there_ends_the_run_politely() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(
        CoderUnavailableError, match=r"no server answers at http://127\.0\.0\.1:\d+/v1 .*--coder-option"
    ):
        Endpoint(url=f"http://127.0.0.1:{port}/v1", model="m").complete([], {}, tokens=10)


def test_texts_go_to_another_computer_only_where_it_is_named() -> None:
    with pytest.raises(UsageError, match=r"api\.example\.org is not this computer: the full text of every document"):
        Endpoint(url="https://api.example.org/v1", model="m")
    with pytest.raises(UsageError, match="is not this computer"):
        Endpoint(url="https://api.example.org/v1", model="m", remote="yes")
    with pytest.raises(UsageError, match="is not this computer"):
        Endpoint(url="http://localhost.example.org/v1", model="m", remote="localhost")
    assert not Endpoint(url="https://API.example.org/v1", model="m", remote="api.example.org").local
    assert Endpoint(url="http://[::1]:8080/v1", model="m").local
    assert Endpoint(url="http://localhost:11434/v1", model="m").local


def test_a_local_name_that_stands_for_another_computer_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(completion(GOOD)) as server:
        endpoint = Endpoint(url=server.url, model="m")
        monkeypatch.setattr(socket.socket, "getpeername", lambda self: ("203.0.113.7", 80))
        with pytest.raises(
            CoderUnavailableError, match=r"203\.0\.113\.7, which is not this computer; nothing was sent"
        ):
            endpoint.complete([], {}, tokens=10)
        assert server.asked == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model": "m", "colour": "red"}, "no option colour; there are url: base of the API"),
        ({}, "needs the name of a model"),
        ({"model": "m", "url": "ftp://127.0.0.1"}, "no http or https URL"),
        ({"model": "m", "url": "http://127.0.0.1:x"}, "no URL"),
        ({"model": "m", "url": "http://me:secret@127.0.0.1/v1"}, "put the key into DATELINE_OPENAI_KEY"),
        ({"model": "m", "mode": "xml"}, "no mode 'xml'; there are auto, json_schema"),
        ({"model": "m", "tokens": "many"}, "tokens='many' is no whole number from 64 to"),
        ({"model": "m", "seconds": "0"}, "seconds='0' is no whole number"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    options: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"DATELINE_OPENAI_{name}", raising=False)
    with pytest.raises(UsageError, match=message):
        OpenAICoder.configure(options)


def test_the_version_names_the_model_and_changes_with_all_that_decides_the_answer() -> None:
    def version(**options: str) -> str:
        coder = registry.coder("openai", {"model": "m", **options})
        return registry.coder_version("openai", coder)

    assert version().startswith("openai@m+")
    assert version() == version(seconds="5", url="http://127.0.0.1:11434/v1")
    assert len({version(), version(model="n"), version(tokens="100"), version(characters="999")}) == 4


def test_the_key_is_never_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_OPENAI_KEY", "a-secret")
    monkeypatch.setenv("DATELINE_OPENAI_MODEL", "m")
    coder = OpenAICoder.configure({})
    assert coder.endpoint.key == "a-secret"
    assert "a-secret" not in repr((coder.options, coder.version))


def test_other_languages_and_genres_are_not_sent() -> None:
    drill = (
        "Exercise at the airport\n\nThe drill simulated an attack; role players lay on the floor. The exercise ended.\n"
    )
    for text, language, reason in ((TEXT, "ru", "language: ru"), (drill, "en", "genre: drill")):
        coding, asked = ask(from_text(text, language=language), completion(GOOD))
        assert (coding.skipped, asked) == (reason, [])


def test_a_long_document_is_asked_about_in_parts_and_told_once(document: Document) -> None:
    text = TEXT + "\n" + "\n\n".join(f"Paragraph {n} says nothing of note about the road works." for n in range(30))
    long = from_text(text, published=dt.date(2018, 10, 7), language="en")
    coding, asked = ask(long, completion(GOOD), completion('{"incidents": [], "statements": []}'), characters="500")
    assert len(coding.reports) == 1
    assert len(asked) == len(parts(long.text, analyse(long.text), 500)) > 2
    with pytest.raises(CoderError, match=r"would take \d+ requests, more than 64"):
        ask(from_text(TEXT + "Word. " * 4000, language="en"), completion(GOOD), characters="200")


def test_parts_cover_the_text_in_order_and_keep_to_the_limit() -> None:
    text = "Short one.\n\n" + "A sentence of some length. " * 30 + "\n\n" + "x" * 900 + "\n\nEnd."
    for characters in (50, 200, 1000, 5000):
        found = parts(text, analyse(text), characters)
        assert all(0 < end - start <= characters for start, end in found)
        assert found == sorted(found)
        covered = "".join(text[a:b] for a, b in found)
        assert "".join(covered.split()) == "".join(text.split())


def test_the_command_codes_with_a_model_and_says_what_was_dropped(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    answer = json.dumps({"incidents": [{**INCIDENT, "weapons": ["a rifle"]}], "statements": [CLAIM]})
    with serving(completion(answer)) as server:
        told = ["--coder", "openai", "--coder-option", f"url={server.url}", "--coder-option", "model=m"]
        given = [
            "code",
            str(tmp_path / "story.txt"),
            "--db",
            str(tmp_path / "a.db"),
            "--published",
            "2018-10-07",
            *told,
        ]
        first, second = (CliRunner().invoke(cli, given, catch_exceptions=False) for _ in range(2))
        assert (first.exit_code, second.exit_code, len(server.asked)) == (0, 0, 1)
    assert "story.txt: dropped (quote not in the text): weapons: 'a rifle'" in first.stderr
    assert "1 new, dropped from them: quote not in the text 1" in first.stderr
    assert "1 unchanged" in second.stderr
    with Database(tmp_path / "a.db", readonly=True) as database:
        run = database.runs()[0]
        assert run.coder.startswith("openai@m+")
        assert run.config["options"]["model"] == "m"
        assert run.config["options"]["mode"] == "auto"


def test_the_command_ends_with_one_line_where_there_is_no_server(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    told = ["--coder", "openai", "--coder-option", f"url={url}", "--coder-option", "model=m"]
    done = CliRunner().invoke(cli, ["code", str(tmp_path / "story.txt"), "--db", str(tmp_path / "a.db"), *told])
    assert done.exit_code != 0
    assert "no server answers" in done.output + str(done.exception)
