import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.placenames import fold


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Alma-Ata", "Alma Ata"),
        ("Saint-Étienne", "St. Etienne"),
        ("Sana'a", "Sana’a"),
        ("Dağlıca", "Daglica"),
        ("ŁÓDŹ", "Lodz"),
        ("U.S.", "US"),
        ("New\nYork", "New York"),
        ("Orël", "Orel"),
    ],
)
def test_spellings_of_one_name_meet(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_vowel_signs_of_other_scripts_stay() -> None:
    assert fold("दिल्ली") == "दिल्ली"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
