"""A small pattern notation over token classes, compiled to regular expressions.

A text becomes one character per token (see `timex_tables.CLASS_NAMES`), and a rule is a pattern over those:
"the? d=num|ord of? m=mon comma? y=year" reads: perhaps "the", a day (slot d), perhaps "of", a month (slot m) ...
Elements: class names joined by `|`, with an optional slot name before `=` and a quantifier `?`, `*` or `+`;
`( a / b )` is choice, `?=(` and `!(` look ahead, `<=x` and `<!x` look at one token behind, `END` is the text's end.
Names in capitals are aliases. So a rule sees neither case nor line breaks nor the language.
"""

import re

from dateline.mentions.timex_tables import CLASS_NAMES

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#%&':;<=>@_`~ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ"
CODES: dict[str, str] = dict(zip(CLASS_NAMES, _ALPHABET[: len(CLASS_NAMES)], strict=True))
NAMES: dict[str, str] = {code: name for name, code in CODES.items()}

ALIASES: dict[str, str] = {
    "MON": "mon|abm|wkm",
    "D": "num|pad|ord",
    "DW": "num|pad|ord|ordword",
    "N": "num|num2|pad|wnum|art|few|big",
    "UNIT": "unit|yunit",
    "PUNCT": "stop|break|comma|dot|dash|lpar|rpar",
    "JOIN": "and|to|dash|until|through",
    "AWAY": "last|past",
}


def _charset(names: str) -> str:
    out = ""
    for name in names.split("|"):
        out += _charset(ALIASES[name]) if name in ALIASES else CODES[name]
    return out


def _one(names: str) -> str:
    chars = _charset(names)
    return re.escape(chars) if len(chars) == 1 else "[" + re.escape(chars) + "]"


_SPECIAL = {"(": "(?:", ")": ")", ")?": ")?", ")*": ")*", ")+": ")+", "/": "|", "?=(": "(?=", "!(": "(?!", "END": r"\Z"}


def translate(template: str) -> str:
    """The regular expression for a template, over class characters."""
    parts: list[str] = []
    seen: dict[str, int] = {}
    for item in template.split():
        if item in _SPECIAL:
            parts.append(_SPECIAL[item])
        elif item.startswith(("<=", "<!")):
            parts.append(f"(?{item[:2]}{_one(item[2:])})")
        else:
            quantifier = item[-1] if item[-1] in "?*+" else ""
            slot, _, names = item.removesuffix(quantifier).rpartition("=")
            body = _one(names)
            if slot:
                # a slot may stand in several branches; the number is dropped again by slot_name
                seen[slot] = seen.get(slot, 0) + 1
                body = f"(?P<{slot}_{seen[slot]}>{body})"
            parts.append(body + quantifier)
    return "".join(parts)


def slot_name(group: str) -> str:
    return group.rpartition("_")[0]


def compile_template(template: str) -> re.Pattern[str]:
    return re.compile(translate(template))
