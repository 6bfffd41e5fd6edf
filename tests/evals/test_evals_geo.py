import json
from pathlib import Path

from dateline.evals.geo import run

TEXT = "Rebels took Bambari in the Central African Republic. Xzyq was calm; so was Mr Washington."


def rows(tmp_path: Path, *, gold_spans: bool) -> list[dict[str, object]]:
    spans = [TEXT.index(n) for n in ("Bambari", "Xzyq")]
    doc = {
        "docid": "d1",
        "text": TEXT,
        "toponyms": [{"start": s, "end": s + n, "lat": 99, "lon": 99} for s, n in zip(spans, (7, 4), strict=True)],
    }
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    docs.write_text(json.dumps(doc) + "\n", encoding="utf-8")
    run(docs, out, gold_spans=gold_spans)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_gold_spans_give_one_row_each_in_order_and_null_where_it_abstains(tmp_path: Path) -> None:
    found = rows(tmp_path, gold_spans=True)
    assert [r["docid"] for r in found] == ["d1", "d1"]
    assert abs(float(str(found[0]["lat"])) - 5.77) < 0.2
    assert found[1] == {
        "docid": "d1", "start": TEXT.index("Xzyq"), "end": TEXT.index("Xzyq") + 4,
        "lat": None, "lon": None, "geonameid": None, "score": None,
    }  # fmt: skip


def test_without_gold_spans_it_finds_its_own(tmp_path: Path) -> None:
    found = rows(tmp_path, gold_spans=False)
    assert [TEXT[int(str(r["start"])) : int(str(r["end"]))] for r in found] == ["Bambari", "Central African Republic"]
