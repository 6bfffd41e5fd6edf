"""Reports as MUC-4 templates."""

import datetime as dt
import json
from pathlib import Path

from dateline.documents import from_text
from dateline.evals import muc
from dateline.evals.muc_slots import human_type, instrument_type, nation, physical_type
from dateline.records import Actor, Attestation, DateExtent, Document, Place, Report

TEXT = (
    "QUEZALIA, 4 MAY 89 -- GUERRILLAS OF THE POPULAR SALVATION FRONT THREW A BOMB AT THE POWER STATION YESTERDAY. "
    "JUDGE TOMAS RIVAS QUINTANAR WAS KILLED."
)


def document() -> Document:
    return from_text(TEXT, published=dt.date(1989, 5, 4), language="en")


def attest(field: str, quote: str) -> Attestation:
    start = TEXT.index(quote)
    return Attestation(
        field=field, value=quote, quote=quote, start=start, end=start + len(quote), annotator="rule:test@1"
    )


def report(**changes: object) -> Report:
    base: dict[str, object] = {
        "report_id": "r1",
        "document_id": "d1",
        "position": 1,
        "spans": ((0, len(TEXT)),),
        "summary": "",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "date": DateExtent(earliest=dt.date(1989, 5, 3), latest=dt.date(1989, 5, 3), precision="day", rule="test"),
        "place": Place(name="Quezalia", country="Azania", precision="place", feature_code="PPLC"),
        "actors": (
            Actor(role="perpetrator", name="GUERRILLAS", type="rebel group", entity="group"),
            Actor(role="perpetrator", name="POPULAR SALVATION FRONT", type="rebel group", entity="organisation"),
            Actor(role="target", name="POWER STATION", type="civilians", entity="facility", effect="damage"),
            Actor(role="target", name="TOMAS RIVAS QUINTANAR", type="civilians", entity="individual", effect="death"),
        ),
        "weapons": ("bomb",),
        "attestations": (
            attest("actors.perpetrator", "GUERRILLAS"),
            attest("actors.perpetrator", "POPULAR SALVATION FRONT"),
            attest("actors.target", "POWER STATION"),
            attest("actors.target", "TOMAS RIVAS QUINTANAR"),
            attest("weapons", "BOMB"),
        ),
    }
    return Report(**{**base, **changes})  # type: ignore[arg-type]


def test_a_report_becomes_a_template_with_five_string_slots() -> None:
    template, other = muc.templates(document(), (report(),))
    row = muc.gtt_layout(template)
    assert row["incident_type"] == "bombing"
    assert row["PerpOrg"] == [["POPULAR SALVATION FRONT"]]
    assert row["Target"] == [["POWER STATION"]]
    assert row["Victim"] == [["TOMAS RIVAS QUINTANAR"]]
    assert row["Weapon"] == [["BOMB"]]
    assert row["PerpInd"][0][0].startswith("GUERRILLAS")
    assert (other.type, [victim.value for victim in other.victims]) == ("attack", ["TOMAS RIVAS QUINTANAR"])


def test_all_slots_are_filled_from_the_records() -> None:
    template = next(iter(muc.templates(document(), (report(),))))
    slots = muc.full_layout(template, document())
    values = {slot: [filler["value"] for filler in fillers] for slot, fillers in slots.items()}
    assert values["incident_date"] == ["03 MAY 89"]
    assert values["incident_location"] == ["AZANIA: QUEZALIA (CITY)"]
    assert values["incident_stage"] == ["ACCOMPLISHED"]
    assert values["perp_category"] == ["TERRORIST ACT"]
    assert values["phys_tgt_type"] == ["ENERGY"]
    assert "JUDGE" in values["hum_tgt_desc"]
    assert "LEGAL OR JUDICIAL" in values["hum_tgt_type"]
    assert set(values["hum_tgt_effect"]) == {"DEATH"}
    assert values["instrument_type"] == ["BOMB"]


def test_old_and_military_incidents_are_left_out() -> None:
    old = report(date=DateExtent(earliest=dt.date(1988, 1, 1), latest=dt.date(1988, 12, 31), rule="test"))
    clash = report(
        event_type="Battles",
        sub_event_type="Armed clash",
        actors=(
            Actor(role="perpetrator", name="GUERRILLAS", type="rebel group", entity="group"),
            Actor(role="target", name="soldiers", type="state forces", entity="group"),
        ),
        attestations=(),
    )
    quiet = from_text("QUEZALIA -- THE PRESIDENT SPOKE OF PEACE.", published=dt.date(1989, 5, 4), language="en")
    assert list(muc.templates(quiet, (old, clash))) == []


def test_the_eval_reads_no_gold_and_writes_a_row_for_each_document(tmp_path: Path) -> None:
    docs, out, full = tmp_path / "docs.jsonl", tmp_path / "pred.jsonl", tmp_path / "full.jsonl"
    rows = [
        {"docid": "A", "text": TEXT, "doc_date": "1989-05-04", "templates": [{"incident_type": "arson"}]},
        {"docid": "B", "text": "THE PRESIDENT OPENED A DAM.", "doc_date": "1989-05-04", "templates": []},
    ]
    docs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    muc.run(docs, out, full=full, mentions="first", coder="patterns")
    for path in (out, full):
        assert [json.loads(line)["docid"] for line in path.read_text("utf-8").splitlines()] == ["A", "B"]
    assert json.loads(out.read_text("utf-8").splitlines()[1])["templates"] == []


def test_closed_vocabularies() -> None:
    assert human_type("retired colonel", None) == "FORMER ACTIVE MILITARY"
    assert human_type("peasants", "civilians") == "CIVILIAN"
    assert human_type("bodyguards", None) == "SECURITY GUARD"
    assert physical_type("police car") == "TRANSPORT VEHICLE"
    assert physical_type("bank branches") == "FINANCIAL"
    assert physical_type("high-voltage pylons") == "ENERGY"
    assert instrument_type("dynamite charge", "bomb") == "DYNAMITE"
    assert instrument_type("truck bomb", "car bomb") == "VEHICLE BOMB"
    assert nation("a Spanish engineer") == "SPAIN"
    assert nation("an engineer") is None
