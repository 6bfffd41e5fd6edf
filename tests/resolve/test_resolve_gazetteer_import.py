"""A user's own places: read from dumps and tables, laid over what ships, and no other name is touched."""

import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import GazetteerError, SourceError
from dateline.mentions.toponyms import find_toponyms
from dateline.records import ResolvedPlace
from dateline.resolve import gazetteer
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.gazetteer_import import BadRow, Imported, import_places
from dateline.resolve.lookup import find_places, known_place
from dateline.resolve.places import resolve_places

TABLE = """name,lat,lon,country_code,alternates,population
Qwertovka,43.1,47.2,Russia,Qwerty Aul|Квертовка,
Paris,48.1,47.9,KZ,,
Kabul Goat Market,34.52,69.18,AF,,
Sidon,12.5,44.9,YE,,
"""


def geonames_row(id_: int, name: str, *, alternates: str = "", kind: str = "P.PPL", lat: str = "43.2") -> str:
    class_, code = kind.split(".")
    cells = [str(id_), name, name, alternates, lat, "47.1", class_, code, "RU", "", "17", "", "", "", "120", "", "9"]
    return "\t".join([*cells, "Europe/Moscow", "2020-01-01"]) + "\n"


def imported(tmp_path: Path, text: str, name: str = "own.csv", **options: str) -> tuple[Path, Imported, list[BadRow]]:
    source, into = tmp_path / name, tmp_path / "own.sqlite"
    source.write_text(text, encoding="utf-8")
    bad: list[BadRow] = []
    done = import_places(source, into=into, on_bad=bad.append, **options)
    return into, done, bad


def layered(into: Path) -> Gazetteer:
    return Gazetteer(gazetteer.default().path, layers=[Gazetteer(into)])


def resolved(text: str, known: Gazetteer) -> dict[tuple[int, int], ResolvedPlace]:
    found = resolve_places(find_toponyms(text, gazetteer=known), text=text, gazetteer=known)
    return {(r.mention.start, r.mention.end): r for r in found}


def by_name(text: str, known: Gazetteer) -> dict[str, ResolvedPlace]:
    return {r.mention.text: r for r in resolved(text, known).values()}


def test_a_tables_place_is_found_under_all_its_names_with_its_source(tmp_path: Path) -> None:
    into, done, bad = imported(tmp_path, TABLE)
    assert (done.rows, done.taken, done.bad, done.places, bad) == (4, 4, 0, 4, [])
    best = by_name("Three men were shot in Qwertovka on Sunday.", layered(into))["Qwertovka"].best
    assert best is not None
    assert (best.latitude, best.longitude, best.country_code) == (43.1, 47.2, "RU")
    (found,) = find_places("Квертовка", places=[into])
    assert (found.place.geonameid, found.source, found.chosen) == (best.geonameid, "own.csv", True)
    assert known_place(best.geonameid, places=[into]).keys == ("qwertovka", "qwerty aul", "квертовка")
    assert find_places("Qwertovka") == ()


def test_an_added_namesake_wins_by_evidence_only(tmp_path: Path) -> None:
    known = layered(imported(tmp_path, TABLE)[0])
    famous = by_name("The ministers met in Paris.", known)["Paris"]
    assert famous.best is not None
    assert famous.best.country_code == "FR"
    assert "KZ" in {c.country_code for c in famous.candidates}
    near = by_name("Two shepherds were shot in Paris, Kazakhstan.", known)["Paris"]
    assert near.best is not None
    assert near.best.country_code == "KZ"


def test_a_longer_added_name_is_read_whole(tmp_path: Path) -> None:
    known = layered(imported(tmp_path, TABLE)[0])
    found = by_name("A bomb went off at the Kabul Goat Market on Friday; Kandahar was calm.", known)
    assert set(found) == {"Kabul Goat Market", "Kandahar"}


WORDS = [
    "Qwertovka", "Paris", "Sidon", "Kabul Goat Market", "Tripoli", "Baalbek", "Springfield", "Illinois", "Aleppo", "in",
    "the village of", "and", ",", ", a town in", ". In", "'s", "near", "soldiers", "Lebanese", "Georgia", "Zrmanqo", "(",
]  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return layered(imported(tmp_path_factory.mktemp("own"), TABLE)[0])


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=14))
@settings(max_examples=150, deadline=None)
def test_no_other_name_means_anything_else_for_an_added_place(own: Gazetteer, words: list[str]) -> None:
    text = "Officials said " + " ".join(words) + "."
    with_added, without = resolved(text, own), resolved(text, own.shipped)
    own_names = [m.span() for m in re.finditer("Qwertovka|Paris|Sidon|Kabul Goat Market", text)]
    for span, before in without.items():
        if not any(span[0] < end and start < span[1] for start, end in own_names):
            assert with_added[span] == before
    assert all(span in without or r.mention.added for span, r in with_added.items())


def test_a_dump_is_read_plain_and_zipped_and_its_kinds_chosen(tmp_path: Path) -> None:
    rows = (
        geonames_row(90000001, "Qwertsk", alternates="Qwertograd,kvertsk,Квертск")
        + geonames_row(90000002, "Grand Hotel Qwertsk", kind="S.HTL")
        + geonames_row(90000003, "Qwertsk Airfield", kind="S.AIRF")
        + geonames_row(90000004, "Qwertskiy Rayon", kind="A.ADM2")
        + geonames_row(90000005, "Old Qwert", kind="A.ADM1H")
        + geonames_row(90000006, "Too Far North", lat="92")
        + "90000007\tcut short\n"
    )
    into, done, bad = imported(tmp_path, rows, "RU.txt")
    assert (done.rows, done.taken, done.left_out) == (7, 3, 2)
    assert [b.row for b in bad] == [6, 7]
    assert "latitude" in bad[0].problem
    found = Gazetteer(into).look_up(["qwertsk", "qwertograd", "kvertsk", "grand hotel qwertsk", "qwertskiy"])
    assert {k: [e.geonameid for e in v] for k, v in found.items()} == {
        "qwertsk": [90000001], "qwertograd": [90000001], "kvertsk": [], "grand hotel qwertsk": [], "qwertskiy": [90000004],
    }  # fmt: skip
    archive = tmp_path / "RU.zip"
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("readme.txt", "not the dump")
        z.writestr("RU.txt", rows)
    zipped = tmp_path / "zipped.sqlite"
    assert import_places(archive, into=zipped).taken == 3
    assert Gazetteer(zipped).digest == Gazetteer(into).digest
    assert import_places(archive, into=zipped, classes="S").taken == 2


def test_importing_again_adds_nothing_and_a_corrected_row_replaces(tmp_path: Path) -> None:
    into, first, _ = imported(tmp_path, TABLE)
    before = hashlib.sha256(into.read_bytes()).hexdigest()
    _, again, _ = imported(tmp_path, TABLE)
    assert hashlib.sha256(into.read_bytes()).hexdigest() == before
    assert again == first
    _, corrected, _ = imported(tmp_path, TABLE.replace("Qwerty Aul|", ""), "corrected.csv")
    assert corrected.places == first.places
    assert Gazetteer(into).look_up(["qwerty aul"])["qwerty aul"] == ()
    assert [s.name for s in Gazetteer(into).sources] == ["own.csv", "corrected.csv"]
    assert Gazetteer(into).digest != before


def test_a_dumps_entry_that_ships_is_the_shipped_one_with_new_names(tmp_path: Path) -> None:
    kabul = next(e for e in gazetteer.default().look_up(["kabul"])["kabul"] if e.feature_code == "PPLC")
    row = geonames_row(kabul.geonameid, "Kabul", alternates="Qwertabul")
    known = layered(imported(tmp_path, row, "AF.txt")[0])
    assert known.look_up(["kabul"]) == gazetteer.default().look_up(["kabul"])
    (entry,) = known.look_up(["qwertabul"])["qwertabul"]
    assert (entry.geonameid, entry.latitude, entry.added) == (kabul.geonameid, kabul.latitude, True)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("Qwertsk,x,44,RU,,", "latitude 'x'"), ("Qwertsk,nan,44,RU,,", "latitude 'nan'"), ("Qwertsk,,44,RU,,", "latitude ''"),
        ("Qwertsk,43,181,RU,,", "longitude '181'"), ("123,43,44,RU,,", "no letter"), ("Qwertsk,43,44,Qwertistan,,", "country"),
        ("Qwertsk,43,44,RU,,many", "population 'many'"), ("Q" * 61 + ",43,44,RU,,", "more than 60"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_its_number_and_the_rest_imported(tmp_path: Path, cells: str, problem: str) -> None:
    _, done, bad = imported(tmp_path, TABLE.replace("Paris,48.1,47.9,KZ,,", cells))
    assert (done.taken, done.bad) == (3, 1)
    assert bad[0].row == 3
    assert problem in bad[0].problem


def test_bytes_that_are_no_utf8_spoil_their_row_only(tmp_path: Path) -> None:
    source, bad = tmp_path / "own.csv", list[BadRow]()
    source.write_bytes(TABLE.encode() + "Tübingk,48,9,DE,,\n".encode("latin-1"))
    assert import_places(source, into=tmp_path / "own.sqlite", on_bad=bad.append).taken == 4
    assert (bad[0].row, bad[0].problem) == (6, "is not UTF-8")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_names_of_columns(tmp_path: Path, separator: str) -> None:
    text = (
        "\ufeff"
        + separator.join(["Place", "Longitude", "Latitude"])
        + "\r\n"
        + f"Qwertsk{separator}47.5{separator}43\r\n"
    )
    into, done, _ = imported(tmp_path, text)
    (entry,) = Gazetteer(into).look_up(["qwertsk"])["qwertsk"]
    assert (done.taken, entry.latitude, entry.longitude) == (1, 43.0, 47.5)


def test_what_cannot_be_read_at_all_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    into, _, _ = imported(tmp_path, TABLE)
    before = into.read_bytes()
    with pytest.raises(SourceError, match="lacks lat, lon"):
        imported(tmp_path, "name,where\nQwertsk,there\n")
    with pytest.raises(SourceError, match="cannot be read"):
        import_places(tmp_path / "none.csv", into=into)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as z:
        z.writestr("a.txt", "")
        z.writestr("b.txt", "")
    with pytest.raises(SourceError, match=r"holds 2 \.txt files"):
        import_places(tmp_path / "two.zip", into=into)
    assert into.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"own.csv", "own.sqlite", "two.zip"}
    with pytest.raises(GazetteerError, match="not a gazetteer that"):
        import_places(tmp_path / "own.csv", into=gazetteer.default().path)
    with pytest.raises(GazetteerError, match="folder"):
        import_places(tmp_path / "own.csv", into=tmp_path / "no" / "own.sqlite")


def test_the_environment_and_using_name_the_layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into, _, _ = imported(tmp_path, TABLE)
    shipped = gazetteer.default()
    with gazetteer.using([into]) as known:
        assert [layer.path for layer in known.layers] == [into]
        assert gazetteer.default() is known
    assert gazetteer.default() is shipped
    monkeypatch.setenv("DATELINE_PLACES", str(into))
    assert [layer.path for layer in gazetteer.default().layers] == [into]
    with pytest.raises(GazetteerError, match="places import"), gazetteer.using([tmp_path / "none.sqlite"]):
        pass
