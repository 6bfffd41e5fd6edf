from pathlib import Path

import pytest

from dateline.errors import GazetteerError
from dateline.mentions.placenames import fold
from dateline.resolve.gazetteer import DEMONYM, MAX_CANDIDATES, Gazetteer, default

DATA = Path(__file__).parents[2] / "src" / "dateline" / "data"


def look_up(name: str) -> list[tuple[str, str, str]]:
    key = fold(name)
    return [(e.name, e.feature_code, e.country_code) for e in default().look_up([key])[key]]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Alma-Ata", "KZ"), ("Tuasamaly", "KZ"), ("Arkankergen", "KZ"), ("Ile-Alatau", "KZ"), ("Zhanaozen", "KZ"),
        ("Khasavyurt", "RU"), ("Kabardino-Balkaria", "RU"), ("Алматы", "KZ"), ("كابول", "AF"), ("Darfur", "SD"),
        ("Bombay", "IN"), ("Deir ez-Zor", "SY"), ("Kiev", "UA"), ("Helmand", "AF"), ("Burma", "MM"), ("Sinai", "EG"),
    ],
)  # fmt: skip
def test_names_old_new_and_in_other_scripts_are_known(name: str, country: str) -> None:
    assert country in {c for _, _, c in look_up(name)}


def test_adjectives_lead_to_their_country_or_unit() -> None:
    found = default().look_up(["dagestani", "syrian"])
    assert [(e.country_code, e.feature_code, e.kind) for e in found["dagestani"]] == [("RU", "ADM1", DEMONYM)]
    assert [(e.country_code, e.kind) for e in found["syrian"]] == [("SY", DEMONYM)]


def test_an_unknown_name_has_no_entries_and_costs_nothing_later() -> None:
    assert look_up("Qwertovka") == []


def test_candidates_are_bounded_and_the_best_known_first() -> None:
    found = default().look_up(["san jose", "paris"])
    assert len(found["san jose"]) <= MAX_CANDIDATES
    assert found["paris"][0].country_code == "FR"


def test_the_filter_never_denies_a_known_name() -> None:
    places = default()
    for key in ("kabul", "democratic republic of the congo", "алматы", "springfield"):
        words = key.split()
        assert places.may_know(key)
        assert all(places.may_know(" ".join(words[:n]) + " ") for n in range(1, len(words)))


def test_every_curated_name_is_in_the_compiled_file() -> None:
    keys = set()
    for line in (DATA / "gazetteer_curated.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, _code, _cc, _lat, _lon, _same, demonyms, source = line.split("\t")
            assert source
            keys |= {fold(n) for n in (*names.split("|"), *demonyms.split("|")) if n}
    known = default().look_up(sorted(keys))
    assert [k for k in sorted(keys) if not known[k]] == []


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer"):
        Gazetteer(tmp_path / "none.sqlite")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database at all, only some bytes" * 50)
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        Gazetteer(broken)


def test_the_file_is_small_enough_to_ship() -> None:
    assert (DATA / "gazetteer.sqlite").stat().st_size < 45e6
