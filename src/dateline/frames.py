"""Rows as data frames with the same column types whatever the rows hold, empty ones included."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from dateline.records import COUNT_FIELDS, SIDES

Frame = Literal["pandas", "polars"]
Kind = Literal["day", "integer", "number", "flag", "texts", "mixed", "text"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("date_start", "date_end", "published", "published_earliest", "published_latest"), "day"),
    **dict.fromkeys((f"{field}_{bound}" for field in COUNT_FIELDS for bound in ("low", "best", "high")), "integer"),
    **dict.fromkeys(("deaths_" + side.replace(" ", "_") for side in SIDES), "integer"),
    **dict.fromkeys(("geonameid", "quotes", "position", "start", "end"), "integer"),
    **dict.fromkeys(("latitude", "longitude", "radius_km", "confidence"), "number"),
    **dict.fromkeys(("tags", "incident_ids", "report_ids"), "texts"),
    "background": "flag",
    "value": "mixed",
}


def frame(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    as_: Frame,
    *,
    counted: Sequence[str] = (),
    kinds: Mapping[str, Kind] | None = None,
) -> Any:
    """A `pandas.DataFrame` or `polars.DataFrame` of `rows`, columns in the order given.

    Days are datetimes in pandas and dates in polars, numbers that may be missing are nullable integers. A column of
    values of several types ("value") holds them as they are in pandas and as JSON in polars. `counted` names further
    columns that hold integers; `kinds` replaces the kinds of our own columns by those of another table.

    Raises ImportError where the library is not installed, ValueError for another name.
    """
    listed = [dict(row) for row in rows]
    kinds = {**(_KINDS if kinds is None else kinds), **dict.fromkeys(counted, "integer")}
    if as_ == "pandas":
        return _pandas(listed, columns, kinds)
    if as_ == "polars":
        return _polars(listed, columns, kinds)
    raise ValueError(f"as_ must be 'pandas', 'polars' or None, got {as_!r}")


def _pandas(rows: list[dict[str, Any]], columns: Sequence[str], kinds: Mapping[str, Kind]) -> Any:
    import pandas as pd  # noqa: PLC0415 -- an extra

    dtypes = {"integer": "Int64", "number": "float64", "flag": "bool", "text": "string"}

    def column(name: str) -> Any:
        kind = kinds.get(name, "text")
        values = _values(rows, name, kind)
        if kind == "day":
            # In seconds: pandas' nanoseconds end in 1677 and 2262.
            return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"), format="ISO8601")).astype(
                "datetime64[s]"
            )
        return pd.Series(values, dtype=dtypes.get(kind, "object"))

    return pd.DataFrame({name: column(name) for name in columns}, columns=list(columns))


def _polars(rows: list[dict[str, Any]], columns: Sequence[str], kinds: Mapping[str, Kind]) -> Any:
    import polars as pl  # noqa: PLC0415 -- an extra

    dtypes: dict[str, Any] = {
        "day": pl.Date,
        "integer": pl.Int64,
        "number": pl.Float64,
        "flag": pl.Boolean,
        "texts": pl.List(pl.String),
    }

    def column(name: str) -> Any:
        kind = kinds.get(name, "text")
        values = _values(rows, name, kind)
        if kind == "day":
            values = [None if value is None else dt.date.fromisoformat(value) for value in values]
        elif kind == "texts":
            values = [list(value or ()) for value in values]
        elif kind == "mixed":
            values = [msgspec.json.encode(value).decode() for value in values]
        return pl.Series(name, values, dtype=dtypes.get(kind, pl.String))

    return pl.DataFrame([column(name) for name in columns])


def _values(rows: list[dict[str, Any]], name: str, kind: Kind) -> list[Any]:
    values = [row.get(name) for row in rows]
    if kind == "day":
        return [value.isoformat() if isinstance(value, dt.date) else value for value in values]
    if kind == "text":
        return [value.isoformat() if isinstance(value, dt.datetime) else value for value in values]
    return values
