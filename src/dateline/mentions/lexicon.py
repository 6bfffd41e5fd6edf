"""The word lists of actors, compiled once into dictionaries keyed by a phrase's last or first word."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import get_args

import msgspec

from dateline.mentions.words import split_words
from dateline.records.values import ActorType, Entity

_TYPES: tuple[ActorType, ...] = get_args(ActorType)
_IRREGULAR = {"child": "children", "person": "people", "wife": "wives", "thief": "thieves", "midwife": "midwives"}


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A head noun, perhaps of several words. `weak`: takes its type from the words around it where they have one."""

    head: str
    before: tuple[str, ...]
    type: ActorType | None
    entity: Entity
    plural: bool
    loaded: bool = False
    weak: bool = False


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """A named organisation as one of its spellings; `name` is the usual one."""

    name: str
    words: tuple[str, ...]
    type: ActorType
    acronym: bool


class ActorLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """`heads` by last word and `organisations` by first word, longest first; the rest single words in lower case."""

    heads: dict[str, tuple[Head, ...]]
    organisations: dict[str, tuple[Organisation, ...]]
    aliases: dict[str, tuple[str, ...]]
    modifiers: dict[str, ActorType | None]
    titles: dict[str, ActorType | None]
    given: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]


def plural_of(noun: str) -> str:
    """The plural of an English noun or noun phrase, by its last word.

    >>> plural_of("army post"), plural_of("policeman"), plural_of("party")
    ('army posts', 'policemen', 'parties')
    """
    front, _, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("man") and last not in {"german", "human", "roman", "ottoman", "talisman"}:
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        last += "es"
    else:
        last += "s"
    return f"{front} {last}".strip()


def _table(name: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(files("dateline").joinpath("data", name).read_text("utf-8"))
    return loaded


def _type(name: str) -> ActorType | None:
    return next((known for known in _TYPES if known == name), None)


def _entries(listed: str) -> list[tuple[str, str, bool]]:
    """(singular, plural, loaded) of a comma-separated list."""
    entries: list[tuple[str, str, bool]] = []
    for raw in listed.replace("\n", " ").split(","):
        entry = raw.strip()
        if not entry:
            continue
        loaded = entry.startswith("!")
        singular, *plurals = entry.lstrip("!").split("/")
        entries.extend((singular, plural, loaded) for plural in plurals or [plural_of(singular)])
    return entries


@lru_cache(maxsize=1)
def actor_lexicon() -> ActorLexicon:
    """Read and index the tables; about 20 ms, once a process."""
    table, names = (
        _table("actors.toml"),
        tomllib.loads(files("dateline").joinpath("data", "names.toml").read_text("utf-8")),
    )
    heads: dict[str, dict[tuple[str, ...], Head]] = {}

    def add(form: str, head: Head) -> None:
        *before, last = split_words(form).lower
        key = tuple(before)
        heads.setdefault(last, {}).setdefault(key, msgspec.structs.replace(head, before=key))

    for section in ("people", "weak", "facilities"):
        for name, listed in table[section].items():
            entity: Entity = {"people": "individual", "weak": "group", "facilities": "facility"}[section]  # type: ignore[assignment]
            for singular, plural, loaded in _entries(listed):
                head = Head(
                    head=singular,
                    before=(),
                    type=_type(name),
                    entity=entity,
                    plural=section == "weak" and name != "none",
                    loaded=loaded,
                    weak=section != "people",
                )
                if section == "people" or name == "none":
                    add(singular, msgspec.structs.replace(head, entity="individual"))
                    add(plural, msgspec.structs.replace(head, plural=True, entity="group"))
                else:
                    add(singular, head)
                    add(plural, msgspec.structs.replace(head, plural=True))
    modifiers: dict[str, ActorType | None] = {}
    for name, listed in table["modifiers"].items():
        modifiers |= {word: _type(name) for word in listed.split() if modifiers.get(word) is None}
    titles = {word: _type(name) for name, listed in table["titles"].items() for word in listed.split()}
    organisations, aliases = _organisations()
    return ActorLexicon(
        heads={last: tuple(sorted(forms.values(), key=lambda h: -len(h.before))) for last, forms in heads.items()},
        organisations=organisations,
        aliases=aliases,
        modifiers=modifiers,
        titles=titles,
        given=frozenset(names["given"].split()),
        particles=frozenset(names["particles"].split()),
        common=frozenset(names["common"].split()),
    )


def _organisations() -> tuple[dict[str, tuple[Organisation, ...]], dict[str, tuple[str, ...]]]:
    found: dict[str, dict[tuple[str, ...], Organisation]] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for type_name, listed in tomllib.loads(
        files("dateline").joinpath("data", "organisations.toml").read_text("utf-8")
    ).items():
        actor_type = _type(type_name)
        assert actor_type is not None, type_name
        for line in listed.strip().splitlines():
            unrelated = line.startswith("*")
            names = [name.strip() for name in line.lstrip("* ").split(";")]
            for name in names:
                words = split_words(name).lower
                entry = Organisation(
                    name=name if unrelated else names[0],
                    words=words,
                    type=actor_type,
                    acronym=name.isupper() or (len(words) == 1 and sum(map(str.isupper, name)) > 1 and len(name) <= 5),
                )
                found.setdefault(words[0], {}).setdefault(words, entry)
            if not unrelated:
                aliases |= {name.lower(): tuple(names) for name in names}
    return {
        first: tuple(sorted(forms.values(), key=lambda o: -len(o.words))) for first, forms in found.items()
    }, aliases


def known_aliases(name: str) -> tuple[str, ...]:
    """Other names of a known organisation, the usual one first; empty for an unknown one.

    >>> "PKK" in known_aliases("kurdistan workers' party")
    True
    """
    return actor_lexicon().aliases.get(" ".join(name.lower().split()), ())
