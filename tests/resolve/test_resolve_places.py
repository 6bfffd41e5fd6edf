import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.mentions.toponyms import find_toponyms
from dateline.records import PlaceMention, ResolvedPlace
from dateline.resolve import gazetteer
from dateline.resolve.places import distance_km, document_country, resolve_places, to_place, within


def resolve(text: str, outlet: str | None = None) -> dict[str, ResolvedPlace]:
    places = gazetteer.default()
    found = find_toponyms(text, gazetteer=places)
    return {r.mention.text: r for r in resolve_places(found, text=text, gazetteer=places, outlet=outlet)}


def where(text: str, name: str) -> tuple[str | None, str | None, str]:
    best = resolve(text)[name].best
    assert best is not None
    return best.country_code, best.admin1, best.feature_code


def test_the_unit_after_the_comma_decides() -> None:
    assert where("Police in Springfield, Illinois, held a man.", "Springfield")[1] == "Illinois"
    assert where("Police in Springfield, Massachusetts, held a man.", "Springfield")[1] == "Massachusetts"
    assert where("Fighting reached Tripoli, Lebanon, at noon.", "Tripoli")[0] == "LB"


def test_other_places_of_the_text_decide() -> None:
    assert where("Gunmen from Sidon and Baalbek met in Tripoli, as Lebanese officers knew.", "Tripoli")[0] == "LB"
    assert where("Shells fell on Tripoli and Misrata; Libyan ministers fled.", "Tripoli")[0] == "LY"
    assert where("The bill passed in Atlanta and Savannah; Georgia votes in May.", "Georgia")[0] == "US"
    assert where("Envoys left Tbilisi for Batumi; Georgia has protested to Russia.", "Georgia")[0] == "GE"


def test_countries_come_before_their_namesakes() -> None:
    for name, code in (
        ("China", "CN"),
        ("Mexico", "MX"),
        ("Lebanon", "LB"),
        ("Niger", "NE"),
        ("USA", "US"),
        ("U.S.", "US"),
    ):
        assert where(f"The news reached {name} on Sunday.", name)[::2] == (code, "PCLI")


def test_the_city_comes_before_the_unit_named_for_it_unless_the_unit_is_meant() -> None:
    assert where("Two bombs went off in Atyrau.", "Atyrau")[2].startswith("PPL")
    assert where("Two bombs went off in the Atyrau region.", "Atyrau")[2] == "ADM1"
    assert where("Nine men were killed near Alma-Ata in Kazakhstan.", "Alma-Ata")[2].startswith("PPL")


def test_a_demonym_stands_for_its_country() -> None:
    found = resolve("A Turkish patrol was hit.")["Turkish"]
    assert found.rule == "demonym"
    assert found.best is not None
    assert found.best.country_code == "TR"


def test_an_unknown_village_falls_back_to_the_unit_beside_it_and_says_so() -> None:
    found = resolve("Three farmers were killed in the village of Qwertovka, Dagestan, on Friday.")["Qwertovka"]
    assert found.rule == "enclosing"
    place = to_place(found)
    assert (place.name, place.admin1, place.precision) == ("Qwertovka", "Dagestan", "admin1")


def test_an_unknown_village_alone_keeps_its_name_and_no_coordinates() -> None:
    place = to_place(resolve("Three farmers were killed in the village of Qwertovka on Friday.")["Qwertovka"])
    assert (place.name, place.latitude, place.country, place.precision) == ("Qwertovka", None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("It happened in Kizlyar, Dagestan.", "Kizlyar", "place"),
        ("It happened 20 km south of Kizlyar, Dagestan.", "Kizlyar", "near"),
        ("It happened in Dagestan.", "Dagestan", "admin1"),
        ("It happened in Kazakhstan.", "Kazakhstan", "country"),
        ("It happened in Darfur.", "Darfur", "admin1"),
    ],
)
def test_precision_is_never_finer_than_the_words(text: str, name: str, precision: str) -> None:
    assert to_place(resolve(text)[name]).precision == precision


def test_containment_and_distance() -> None:
    found = resolve("Raids in Kizlyar, Dagestan, and in Makhachkala followed talks in Grozny, Chechnya, Russia.")
    kizlyar, dagestan, grozny, russia = (found[n].best for n in ("Kizlyar", "Dagestan", "Grozny", "Russia"))
    assert kizlyar
    assert dagestan
    assert grozny
    assert russia
    assert within(kizlyar, dagestan)
    assert not within(grozny, dagestan)
    assert within(grozny, russia)
    assert not within(dagestan, kizlyar)
    assert 80 < distance_km(kizlyar, grozny) < 120
    assert document_country(list(found.values())) == "RU"


def test_candidates_are_all_kept_with_scores_that_share_one_belief() -> None:
    found = resolve("A strike hit Springfield.")["Springfield"]
    assert len(found.candidates) > 20
    scores = [c.score for c in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) < 1.01


def test_places_of_the_outlet_help() -> None:
    text = "A shop in Alexandria was robbed."
    places = gazetteer.default()
    mention = [PlaceMention(start=10, end=20, text="Alexandria")]
    home = resolve_places(mention, text=text, gazetteer=places, outlet="Alexandria Louisiana Town Talk")[0]
    away = resolve_places(mention, text=text, gazetteer=places)[0]

    def belief(resolved: ResolvedPlace) -> float:
        return sum(c.score for c in resolved.candidates if c.admin1 == "Louisiana")

    assert belief(home) > belief(away)


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["Kabul", "Paris", "Tripoli", "Springfield", "Georgia", "Taraz", "Syrian"]),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 6),
)
def test_adding_an_unknown_name_changes_no_other_result(names: list[str], at: int) -> None:
    places = gazetteer.default()

    def resolved(words: list[str]) -> dict[str, int | None]:
        text = "; ".join(words)
        mentions, start = [], 0
        for word in words:
            mentions.append(PlaceMention(start=start, end=start + len(word), text=word))
            start += len(word) + 2
        found = resolve_places(mentions, text=text, gazetteer=places)
        return {r.mention.text: r.best.geonameid if r.best else None for r in found}

    with_unknown = resolved([*names[:at], "Qwertovka-Zzyx", *names[at:]])
    assert with_unknown.pop("Qwertovka-Zzyx") is None
    assert with_unknown == resolved(names)
