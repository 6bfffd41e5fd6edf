"""The numbers and names by which other data know a country (data/country_codes.tsv)."""

import functools
from importlib.resources import files
from typing import NamedTuple

# Numbers as the ACLED schema gives them; some are not in use.
ACLED_REGIONS: dict[int, str] = {
    1: "Western Africa",
    2: "Middle Africa",
    3: "Eastern Africa",
    4: "Southern Africa",
    5: "Northern Africa",
    7: "South Asia",
    9: "Southeast Asia",
    11: "Middle East",
    12: "Europe",
    13: "Caucasus and Central Asia",
    14: "Central America",
    15: "South America",
    16: "Caribbean",
    17: "East Asia",
    18: "North America",
    19: "Oceania",
    20: "Antarctica",
}
GTD_REGIONS: dict[int, str] = {
    1: "North America",
    2: "Central America & Caribbean",
    3: "South America",
    4: "East Asia",
    5: "Southeast Asia",
    6: "South Asia",
    7: "Central Asia",
    8: "Western Europe",
    9: "Eastern Europe",
    10: "Middle East & North Africa",
    11: "Sub-Saharan Africa",
    12: "Australasia & Oceania",
}
UCDP_REGIONS: tuple[str, ...] = ("Africa", "Americas", "Asia", "Europe", "Middle East")


class Country(NamedTuple):
    """One country. Numbers are None and names empty where a codebook has none, or none that we could check."""

    alpha2: str
    alpha3: str
    iso: int | None
    name: str
    gw: int | None
    ucdp_name: str
    acled_name: str
    acled_region: int | None
    gtd: int | None
    gtd_name: str
    gtd_region: int | None

    @property
    def ucdp_region(self) -> str:
        """By the ranges of Gleditsch and Ward's numbers that the UCDP/PRIO codebook gives."""
        if self.gw is None:
            return ""
        bounds = ((199, "Americas"), (399, "Europe"), (626, "Africa"), (699, "Middle East"), (999, "Asia"))
        return next(region for last, region in bounds if self.gw <= last)


@functools.cache
def countries() -> dict[str, Country]:
    """Alpha-2 code -> country."""
    raw = (files("dateline") / "data" / "country_codes.tsv").read_text(encoding="utf-8")
    found = {}
    for line in raw.splitlines():
        if line.startswith("#"):
            continue
        a2, a3, iso, name, gw, ucdp, acled, acled_region, gtd, gtd_name, gtd_region = line.split("\t")
        found[a2] = Country(
            alpha2=a2,
            alpha3=a3,
            iso=_int(iso),
            name=name,
            gw=_int(gw),
            ucdp_name=ucdp,
            acled_name=acled,
            acled_region=_int(acled_region),
            gtd=_int(gtd),
            gtd_name=gtd_name,
            gtd_region=_int(gtd_region),
        )
    return found


@functools.cache
def by_name() -> dict[str, Country]:
    """Every name and alpha-3 code in lower case -> country; for reading files of others."""
    found: dict[str, Country] = {}
    for country in countries().values():
        for name in (country.name, country.acled_name, country.gtd_name, country.ucdp_name, country.alpha3):
            if name and not (country.alpha2 == "PS" and name == "Israel"):
                found.setdefault(name.casefold(), country)
    return found


def country(code: str | None) -> Country | None:
    """The country of an alpha-2 code, or None."""
    return countries().get(code) if code else None


def _int(text: str) -> int | None:
    return int(text) if text else None
