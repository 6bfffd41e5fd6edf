from dateline.documents import from_text
from dateline.learned import features
from dateline.reports.coder import code_document

TEXT = (
    "Gunmen from the Shariat Jamaat killed two policemen in Kizlyar on Monday. A bomb damaged the Pine Street bank, "
    "police said."
)


def found() -> list[tuple[str, str]]:
    document = from_text(TEXT, input="a.txt", language="en")
    reports = code_document(document).reports
    return [(name, TEXT[start:end]) for name, start, end in features.spans(document, reports)]


def test_every_feature_has_its_column() -> None:
    assert {name for name, _ in found()} <= set(features.names())
    assert len(set(features.names())) == len(features.names())


def test_mentions_frames_and_reports_are_told() -> None:
    told = found()
    assert ("actor.unidentified armed group", "Gunmen") in told or ("actor.rebel group", "Gunmen") in told
    assert ("frame.harm", "killed") in told
    assert ("object.harm", "policemen") in told
    assert ("weapon.blast", "bomb") in told
    assert ("report.target.death", "policemen") in told
    assert any(name == "report" for name, _ in told)


def test_a_text_without_violence_has_no_frames() -> None:
    document = from_text("The market opened at nine.", input="a.txt", language="en")
    names = {name.partition(".")[0] for name, _, _ in features.spans(document, ())}
    assert names <= {"actor"}
