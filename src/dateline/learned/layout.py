"""What the model says of every word piece, and where in its output each part stands."""

from typing import NamedTuple

SLOTS = ("perp_ind_id", "perp_org_id", "phys_tgt_id", "hum_tgt_name", "hum_tgt_desc", "instrument_id")
"""The string slots of a MUC-4 template; each piece begins a filler of a slot, goes on with it, or is outside."""
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
BIO = ("outside", "begin", "inside")
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "incident_stage": ("ACCOMPLISHED", "THREATENED", "ATTEMPTED"),
    "perp_category": ("TERRORIST ACT", "STATE-SPONSORED VIOLENCE"),
    "perp_org_confidence": (
        "REPORTED AS FACT",
        "SUSPECTED OR ACCUSED",
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "CLAIMED OR ADMITTED",
        "POSSIBLE",
    ),
    "phys_tgt_type": (
        "OTHER",
        "COMMERCIAL",
        "TRANSPORT VEHICLE",
        "ENERGY",
        "GOVERNMENT OFFICE OR RESIDENCE",
        "ORGANIZATION OFFICE",
        "COMMUNICATIONS",
        "CIVILIAN RESIDENCE",
        "FINANCIAL",
        "DIPLOMAT OFFICE OR RESIDENCE",
        "TRANSPORTATION ROUTE",
        "POLITICAL FIGURE OFFICE OR RESIDENCE",
        "LAW ENFORCEMENT FACILITY",
        "WATER",
    ),
    "phys_tgt_effect": ("", "SOME DAMAGE", "DESTROYED", "NO DAMAGE"),
    "hum_tgt_type": (
        "CIVILIAN",
        "POLITICAL FIGURE",
        "GOVERNMENT OFFICIAL",
        "LAW ENFORCEMENT",
        "LEGAL OR JUDICIAL",
        "ACTIVE MILITARY",
        "SECURITY GUARD",
        "FORMER GOVERNMENT OFFICIAL",
        "FORMER ACTIVE MILITARY",
        "DIPLOMAT",
    ),
    "hum_tgt_effect": ("", "DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM"),
    "instrument_type": (
        "BOMB",
        "GUN",
        "EXPLOSIVE",
        "DYNAMITE",
        "MACHINE GUN",
        "VEHICLE BOMB",
        "RIFLE",
        "MORTAR",
        "GRENADE",
        "AERIAL BOMB",
        "TORTURE",
        "CUTTING DEVICE",
        "MOLOTOV COCKTAIL",
        "ROCKET",
    ),
    "number": ("1", "PLURAL", "stated"),
}
"""What is said of a filler; "" is nothing said. `number` "stated": the text gives it beside the filler."""
LINK = 48
"""Width of the two projections whose dot products say which fillers are one entity and which share an incident."""


class Part(NamedTuple):
    """Columns [start, stop) of the output for each piece."""

    start: int
    stop: int


def parts() -> dict[str, Part]:
    """Where each part of a piece's output stands, in order."""
    widths = {f"bio.{slot}": len(BIO) for slot in SLOTS}
    widths |= {"types": len(TYPES)}
    widths |= {name: len(values) for name, values in ATTRIBUTES.items()}
    widths |= {"entity": LINK, "incident": LINK}
    found, start = {}, 0
    for name, width in widths.items():
        found[name] = Part(start, start + width)
        start += width
    return found


WIDTH = max(part.stop for part in parts().values())
