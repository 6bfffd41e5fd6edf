"""What a person decides of incidents binds every later run, is never overwritten, and can be taken back."""

from collections.abc import Iterator

import msgspec
import pytest

from dateline.documents import from_text
from dateline.errors import NotFoundError, UsageError
from dateline.incidents.linking import link_new
from dateline.records import Coding, Link
from dateline.store.connection import MEMORY
from dateline.store.database import Database
from dateline.store.decisions import DecisionLog
from dateline.store.linkstore import LinkStore
from dateline.store.rows import prepare
from fake_coder import code_document

SAID = {"who": "ada", "why": "read both"}
TARAZ, TARAZ_AGAIN, AKTAU = (
    "2015-03-02 Taraz: 4 killed",
    "2015-03-02 Taraz: 4 killed.",
    "2016-05-01 Aktau: 2 killed",
)


@pytest.fixture
def database() -> Iterator[Database]:
    with Database(MEMORY) as database:
        yield database


def put(database: Database, *texts: str, coder: str = "fake@1", link: bool = True) -> list[str]:
    """Code and link one document for each text; the ids of its first report."""
    run_id = database.start_run(version="0", coder=coder, config={})
    found = []
    for text in texts:
        document = from_text(text, input=f"{text}.txt", language="en")
        coding = msgspec.structs.replace(code_document(document), coder=coder)
        database.save([prepare(document, coding)], [], run_id)
        found.append(coding.reports[0].report_id)
    if link:
        relink(database)
    return found


def relink(database: Database) -> None:
    with database.transaction():
        store = LinkStore(database)
        store.prepare()
        link_new(store)
        store.settle()


def incidents(database: Database, *report_ids: str) -> list[str]:
    return [LinkStore(database).incident_of(r) or "" for r in report_ids]


def ask(database: Database, left: str, right: str, score: float = 0.4) -> None:
    link = Link(
        left=left, right=right, judgement="unsure", score=score, explanation={"deaths": 0.5}, annotator="rule:t"
    )
    LinkStore(database).add_links([link])


def test_a_merge_keeps_the_first_id_and_says_who_when_why_and_on_what_evidence(database: Database) -> None:
    one, two = incidents(database, *(reports := put(database, TARAZ, AKTAU)))
    decision = DecisionLog(database).merge([two, one], evidence=["https://example.org/a"], **SAID)
    assert incidents(database, *reports) == [two, two]
    assert (decision.decision_id, decision.kind, decision.who, decision.why) == (1, "merge", "ada", "read both")
    assert decision.evidence == ("https://example.org/a",)
    assert decision.incident_ids == (two, one)
    assert decision.decided.endswith("+00:00")
    assert DecisionLog(database).decisions() == (decision,)


def test_an_undone_merge_puts_every_report_back(database: Database) -> None:
    before = incidents(database, *(reports := put(database, TARAZ, AKTAU)))
    log = DecisionLog(database)
    log.merge(before, **SAID)
    undone = log.undo(1, who="bo", why="hasty")
    assert incidents(database, *reports) == before
    assert LinkStore(database).links(reports) == []
    assert (undone.undoes, log.decisions()[0].undone_by) == (1, 2)
    for decision_id in (1, 2):
        with pytest.raises(UsageError, match="decide it again"):
            log.undo(decision_id, **SAID)


def test_a_split_gives_a_new_id_and_holds_when_everything_is_coded_and_linked_again(database: Database) -> None:
    reports = put(database, TARAZ, TARAZ_AGAIN)
    together = incidents(database, *reports)
    assert together[0] == together[1]
    founder = next(r for r in reports if LinkStore(database).members(together[0])[0] == r)
    decision = DecisionLog(database).split(together[0], [founder[:-3]], **SAID)
    assert decision.report_ids == (founder,)
    assert decision.incident_ids[0] == together[0] != decision.incident_ids[1]
    assert len(set(incidents(database, *reports))) == 2
    put(database, TARAZ, TARAZ_AGAIN, coder="fake@2")
    assert len(set(incidents(database, *reports))) == 2
    DecisionLog(database).undo(1, **SAID)
    put(database, TARAZ, TARAZ_AGAIN, coder="fake@3")
    assert len(set(incidents(database, *reports))) == 1


def test_a_merge_holds_when_everything_is_coded_and_linked_again(database: Database) -> None:
    reports = put(database, TARAZ, AKTAU)
    DecisionLog(database).merge(incidents(database, *reports), **SAID)
    put(database, TARAZ, AKTAU, coder="fake@2")
    assert len(set(incidents(database, *reports))) == 1


def test_the_last_decision_on_a_pair_holds(database: Database) -> None:
    reports = put(database, TARAZ, AKTAU)
    one, two = incidents(database, *reports)
    log = DecisionLog(database)
    log.apart([one, two], **SAID)
    log.merge([one, two], **SAID)
    put(database, TARAZ, AKTAU, coder="fake@2")
    assert len(set(incidents(database, *reports))) == 1


def test_a_decision_cannot_be_undone_below_a_later_one_that_moved_the_same_report(database: Database) -> None:
    one, two = incidents(database, *(reports := put(database, TARAZ, AKTAU)))
    log = DecisionLog(database)
    log.merge([one, two], **SAID)
    log.split(one, [reports[1]], **SAID)
    with pytest.raises(UsageError, match="undo decision 2 first"):
        log.undo(1, **SAID)
    log.undo(2, **SAID)
    with pytest.raises(UsageError, match="moved again by decision 3"):
        log.undo(1, **SAID)


def test_apart_answers_the_question_and_can_say_how_the_two_belong_together(database: Database) -> None:
    reports = put(database, TARAZ, AKTAU)
    ask(database, *reports)
    log = DecisionLog(database)
    (question,) = log.questions()
    assert set(question.incident_ids) == set(incidents(database, *reports))
    assert question.score == 0.4
    assert [(r.comparison, r.contribution) for r in question.speaks_for] == [("deaths", 0.5)]
    assert not question.speaks_against
    log.apart(incidents(database, *reports), relation="follow-up", **SAID)
    assert (log.questions(), log.open_questions()) == ((), 0)
    first, second = incidents(database, *reports)
    assert database.incident(first).links == (("follow-up", second),)
    log.undo(1, **SAID)
    assert log.questions() == (question,)
    assert database.incident(first).links == ()


def test_questions_come_most_uncertain_first_once_for_two_incidents(database: Database) -> None:
    reports = put(database, TARAZ, AKTAU, "2017-01-01 Shu: 9 killed")
    ask(database, reports[0], reports[1], 0.2)
    ask(database, reports[0], reports[2], 0.55)
    ask(database, reports[1], reports[0], 0.3)
    log = DecisionLog(database)
    assert [q.score for q in log.questions()] == [0.55, 0.3]
    assert [q.score for q in log.questions(limit=1)] == [0.55]
    log.merge(incidents(database, reports[0], reports[2]), **SAID)
    assert [q.score for q in log.questions()] == [0.3]


def test_a_new_report_between_incidents_that_a_person_parted_is_not_asked_about_them(database: Database) -> None:
    reports = put(database, TARAZ, TARAZ_AGAIN)
    (incident,) = set(incidents(database, *reports))
    log = DecisionLog(database)
    log.split(incident, [reports[1]], **SAID)
    put(database, "2015-03-02 Taraz: 4 killed!")
    assert log.questions() == ()
    assert len(set(incidents(database, *reports))) == 2


def test_what_cannot_be_decided_is_refused_and_changes_nothing(database: Database) -> None:
    one, two = incidents(database, *(reports := put(database, TARAZ, AKTAU)))
    log = DecisionLog(database)
    refused = [
        (UsageError, "two different incidents", lambda: log.merge([one, one], **SAID)),
        (NotFoundError, "no incident", lambda: log.merge([one, "ixyz"], **SAID)),
        (UsageError, "not all", lambda: log.split(one, [reports[0]], **SAID)),
        (NotFoundError, "begins 0 report ids", lambda: log.split(one, [reports[1]], **SAID)),
        (UsageError, "'why' is empty", lambda: log.merge([one, two], who="ada", why=" ")),
        (UsageError, "no relation 'twin'", lambda: log.apart([one, two], relation="twin", **SAID)),
        (NotFoundError, "no decision 7", lambda: log.undo(7, **SAID)),
    ]
    for error, words, decide in refused:
        with pytest.raises(error, match=words):
            decide()
    assert log.decisions() == ()
    assert incidents(database, *reports) == [one, two]


def test_a_decision_on_a_report_that_is_no_longer_coded_is_kept_and_harms_nothing(database: Database) -> None:
    reports = put(database, TARAZ, AKTAU)
    log = DecisionLog(database)
    log.merge(incidents(database, *reports), **SAID)
    document = next(d for d in database.documents() if d.input.startswith(AKTAU))
    run_id = database.start_run(version="0", coder="blind@1", config={})
    database.save([prepare(document, Coding(document_id=document.document_id, coder="blind@1"))], [], run_id)
    relink(database)
    log.undo(1, **SAID)
    assert [d.kind for d in log.decisions()] == ["merge", "undo"]
