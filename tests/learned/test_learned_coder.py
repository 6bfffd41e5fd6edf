import sys
from typing import Any

import msgspec
import pytest

from dateline.documents import from_text
from dateline.errors import UsageError
from dateline.evals.neutrality import check
from dateline.learned import coder
from dateline.learned.layout import ATTRIBUTES
from dateline.learned.reading import Filler, Reading
from dateline.learned.wordpiece import Piece
from dateline.mentions.actors import find_actors
from dateline.records import Coding, Document, Report
from dateline.reports import coder as patterns

TEXT = (
    "Two herders were killed on 3 May 2016 in Kidal. Guerrillas of the Northern Front are said to have come by night."
)


def document(text: str = TEXT) -> Document:
    return from_text(text, input="a.txt", language="en")


def filler(slot: str, words: str, probability: float, text: str = TEXT) -> Filler:
    attributes = {name: (values[0], 0.9) for name, values in ATTRIBUTES.items()}
    attributes["hum_tgt_effect"] = ("DEATH", 0.9)
    start = text.index(words)
    return Filler(slot, start, start + len(words), probability, (0.9,) * 6, attributes, None, None)


def bare(report: Report) -> Report:
    """The report without its actors, told by the whole text."""
    kept = tuple(a for a in report.attestations if not a.field.startswith("actors."))
    return msgspec.structs.replace(report, actors=(), attestations=kept, spans=((0, len(TEXT)),))


def completed(*fillers: Filler) -> Report:
    report = patterns.code_document(document()).reports[0]
    return coder.with_target(bare(report), fillers, find_actors(TEXT))


def test_a_target_that_the_patterns_miss_is_taken_from_the_model_with_its_words() -> None:
    report = completed(filler("hum_tgt_desc", "herders", 0.95))
    assert [(a.role, a.name, a.type, a.effect, a.number) for a in report.actors] == [
        ("target", "herders", "civilians", "death", 2)
    ]
    attestation = next(a for a in report.attestations if a.field == "actors.target")
    assert TEXT[attestation.start : attestation.end] == attestation.quote == "herders"
    assert attestation.annotator.startswith("model:learned.hum_tgt_desc@")
    assert attestation.confidence == 0.95
    assert attestation.certainty == "hedged"


def test_the_likelier_of_two_is_taken() -> None:
    report = completed(filler("hum_tgt_desc", "Guerrillas", 0.6), filler("hum_tgt_desc", "herders", 0.9))
    assert [a.name for a in report.actors] == ["herders"]


@pytest.mark.parametrize(
    "unfit",
    [
        filler("hum_tgt_desc", "herders", 0.05),  # too unlikely
        filler("hum_tgt_desc", "night", 0.99),  # no phrase for people or things
        filler("perp_ind_id", "Guerrillas", 0.99),  # another role
    ],
)
def test_what_does_not_fit_leaves_the_target_unknown(unfit: Filler) -> None:
    assert completed(unfit).actors == ()


def test_what_the_patterns_name_stays() -> None:
    text = "Soldiers killed two herders on 3 May 2016 in Kidal. Guerrillas came by night."
    report = patterns.code_document(document(text)).reports[0]
    told = filler("hum_tgt_desc", "Guerrillas", 0.99, text)
    assert coder.with_target(report, [told], find_actors(text)) == report


def test_the_act_is_read_alike_whoever_is_said_to_have_done_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def note(_: Document, cut: list[Piece], held: Any) -> Reading:
        seen.append(([p.id for p in cut], held.tolist()))
        return Reading((), ())

    monkeypatch.setattr(coder.model, "_read", note)
    for doers in ("Terrorists", "The army", "Freedom fighters", "Shariat Jamaat"):
        given = document(f"{doers} blew up a bridge in Gao.")
        reports = patterns.code_document(given).reports
        blank = [msgspec.structs.replace(bare(r), spans=((0, len(given.text)),), event_type=None) for r in reports]
        coder.model.read_blindly(given, blank, find_actors(given.text), near=blank)
    assert len(seen) == 4
    assert all(one == seen[0] for one in seen)


def test_quotes_are_verbatim_and_two_runs_are_alike() -> None:
    text = (
        "A bomb went off outside the town hall of Fern Hill on Monday. The Red Column, a group known for attacks on "
        "the railway, left a letter. Five clerks were hurt.\n\nOn Tuesday a patrol was fired at near Oakdale; one "
        "policeman died."
    )

    def coded() -> Coding:
        return coder.code_document(document(text))

    coding = coded()
    assert coding == coded()
    assert coding.coder == "learned"
    assert coding.reports
    for report in coding.reports:
        for attestation in report.attestations:
            assert text[attestation.start : attestation.end] == attestation.quote


def test_without_onnx_runtime_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    coder.model.session.cache_clear()
    with pytest.raises(UsageError, match="--coder patterns"):
        coder.code_document(document("A bomb went off in Gao on 3 May 2016."))
    coder.model.session.cache_clear()


def test_a_document_without_reports_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder.model, "read_blindly", lambda *_: pytest.fail("read"))
    assert coder.code_document(document("The market opened at nine.")).reports == ()
    assert coder.code_document(from_text("Le marché a ouvert.", input="a.txt", language="fr")).skipped == "language: fr"


def test_pairs_that_tell_one_act_in_the_words_of_either_side_are_coded_alike() -> None:
    result = check(coder.code_document)
    assert result.share == 1, result.differences[:3]
