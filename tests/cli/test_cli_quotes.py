from dateline.cli.quotes import attested
from dateline.documents import from_text
from dateline.records import Attestation


def test_what_a_model_gave_is_told_with_its_probability() -> None:
    document = from_text("Schools closed after the letters.", input="a.txt", language="en")
    given = Attestation(
        field="actors.target",
        value="schools",
        quote="Schools",
        start=0,
        end=7,
        certainty="hedged",
        annotator="model:learned.phys_tgt_id@0",
        confidence=0.55,
    )
    ((quote, notes),) = attested(document, [given])
    assert "[Schools] closed" in quote
    assert notes == ["actors.target = schools [hedged] [probability 0.55]"]
