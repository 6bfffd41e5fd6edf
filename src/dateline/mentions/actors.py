"""Who acts and who or what is acted upon: people, groups, organisations and things that can be attacked.

Phrases are found by their head nouns (data/actors.toml), grown to the left over words that may modify them, typed by
the neutral lexicon; named organisations by list and by shape; persons by their titles and given names. One pass over
tokens, no grammar: what the words do to each other is for the reports layer to say.
"""

from bisect import bisect_left
from functools import lru_cache

import msgspec

from dateline.mentions.counts import article_count, find_counts
from dateline.mentions.lexicon import ActorLexicon, Head, Organisation, actor_lexicon
from dateline.mentions.words import BREAK, Words, split_words, terms
from dateline.records import ActorMention, CountMention
from dateline.records.values import ActorType, Entity

# Nouns that stand for the people named after "of": "a group of armed men" is one phrase with head "man".
COLLECTIVES = terms(
    "group gang band squad cell unit column team crowd mob party contingent detachment platoon network "
    "commando handful trio duo pair groups gangs bands cells units squads crowds columns commandos "
    "squadron wave procession family families"
)
# Nouns that stand for one side's people: "members of the police" is one phrase, typed by what follows.
_MEMBERS = terms(
    "member members fighter fighters element elements supporter supporters follower followers soldier "
    "soldiers operative operatives"
)
_OF_TYPED = _MEMBERS | terms(
    "leader leaders commander commanders chief chiefs head boss representative spokesman official "
    "officials agent agents officer officers figure deputy wing faction forces force troops command unit "
    "patrol column cadre emir headquarters barracks base camp post checkpoint position positions vehicle "
    "vehicles office offices building"
)
_GENERIC = terms(
    "person people persons individual individuals man men woman women youth youths youngster youngsters "
    "boy boys teenager teenagers adult subject subjects element elements hunter hunters settler settlers "
    "herdsman herdsmen villager villagers herder herders child children girl girls guard guards"
)
_OUTRANKED = terms(
    "soldier officer commander captain colonel general troop sniper driver leader member agent commando "
    "recruit intelligence officer army officer guard bodyguard"
).union({"army", "army unit", "patrol", "unit", "special unit"})
_DETERMINERS = terms(
    "a an the this that these those his her its their our another some any all both each every no several "
    "many few other and or of by with for from in on to against between at when that as one two three "
    "four five six seven eight nine ten were was are is , : ; ( - – — . “ ” ‘ ’ ' [ • * | including "
    "killing injuring wounding"
) | {BREAK, '"'}
# Participles that are verbs as often as adjectives: "the wounded policemen", but "the blast wounded policemen".
_PARTICIPLES = terms(
    "wounded injured murdered captured detained arrested abducted kidnapped displaced stolen rented slain "
    "armed masked suspected burned dead striking protesting surviving passing retired parked convicted "
    "jailed released veteran"
)
_ARMED_AFTER = terms("armed wearing dressed carrying wielding brandishing disguised posing")
_ARMED_DRESS = terms(
    "uniform uniforms camouflage fatigues mask masks balaclava balaclavas hoods explosive explosives "
    "suicide belt belts vest vests rifle rifles gun guns pistol pistols machete machetes knife knives "
    "weapons hooded masked bomb bombs kalashnikov kalashnikovs ak-47s ski"
)
HEDGES = terms("suspected alleged presumed supposed purported apparent accused")
"""Words of doubt before an actor; no part of the mention."""
_COMMUNAL = terms("herder herdsman hunter villager settler tribesman")
_FORMER = terms("former ex retired")
_NOT_HEAD_BEFORE: dict[str, frozenset[str]] = {
    # a word before which the head means something else
    "head": terms("the"),
    "mine": terms(
        "anti-tank land anti-personnel antipersonnel anti-vehicle buried claymore sea limpet pressure-plate a"
    ),
    "mines": terms("anti-tank land anti-personnel antipersonnel anti-vehicle buried claymore sea limpet laid"),
    "state": terms("the a this islamic northern southern eastern western"),
    "post": terms("blog this the my a recent last"),
    "posts": terms("blog these his"),
    "general": terms("in secretary attorney more"),
    "major": terms("a the"),
    "public": terms("the in a"),
    "force": terms("by in into of with the"),
    "forces": terms("joined join"),
    "party": terms("third"),
    "figure": terms("the this that a"),
    "figures": terms("the official these"),
    "target": terms("the a main real easy soft on"),
    "track": terms("on keep the"),
    "parties": terms("both all the"),
    "administration": terms("the"),
    "field": terms("the a this"),
    "team": terms("the a home football national"),
}
_NOT_HEAD_AFTER: dict[str, frozenset[str]] = {
    "public": terms("health order safety opinion works school schools"),
    "police": terms("uniform uniforms brutality"),
    "army": terms("uniform uniforms fatigues"),
    "military": terms("uniform uniforms fatigues operation operations action actions service"),
    "resistance": terms("committee committees from to"),
    "state": terms("television tv radio media news department"),
    "general": terms("election elections strike assembly public"),
    "major": terms("attack attacks part city cities"),
    "private": terms("house home car vehicle property sector company"),
    "local": terms("time"),
    "native": terms("of"),
    "minor": terms("injuries damage wounds"),
    "force": terms("of"),
    "security": terms("council"),
    "front": terms("page"),
    "couple": terms("of more"),
}
# Alone these say too little to be anyone; with a modifier that has a type they do.
_WEAK_ALONE = terms(
    "state force unit figure party team public local native minor adult major general private subject "
    "professional target agent element command column network movement head pair someone somebody field "
    "street post property transport structure track system gate entrance wall door window roof square "
    "park fence complex tower pole equipment machinery staff crew figures units parties teams "
    "targets movements networks agents commandos radical revolutionary veteran german italian american "
    "russian christian muslim justice secretary friend target crop ultra coach scout guide author "
    "escort marine warrior conductor warden minister fan partisan recruit baker butcher singer track road "
    "administration firm plant base mill street tent guest"
)


@lru_cache(maxsize=8)
def find_actors(text: str) -> tuple[ActorMention, ...]:
    """Actor phrases in order of place. A named organisation inside a phrase ("Boko Haram fighters", "members of the
    Taliban") is given as a mention of its own right after the phrase it lies in; nothing else overlaps.

    >>> [(a.text, a.type, a.number.best) for a in find_actors("Police killed nine terrorists.") if a.number]
    [('terrorists', 'rebel group', 9)]
    """
    words = split_words(text)
    lexicon = actor_lexicon()
    counts = {count.end: count for count in find_counts(text)}
    found: list[ActorMention] = []
    nested: list[ActorMention] = []
    index, floor, size = 0, 0, len(words.lower)
    heads, organisations = lexicon.heads, lexicon.organisations
    while index < size:
        word = words.lower[index]
        if word in organisations:
            organisation = _organisation_at(words, index, organisations[word])
            if organisation is not None:
                end = index + len(organisation.words)
                named = _named_organisation(words, index, end, organisation)
                phrase_head = _head_from(words, end, end, lexicon) if end < size else None
                if phrase_head is None and end < size and words.lower[end] in {"[", "("}:
                    # "ELN [Army of National Liberation] guerrillas"
                    close = next((k for k in range(end + 1, min(end + 9, size)) if words.lower[k] in {"]", ")"}), None)
                    if close and close + 1 < size and (late := _head_from(words, close + 1, close + 1, lexicon)):
                        found.append(
                            _phrase(words, index, close + 1, late, counts=counts, given_type=organisation.type)
                        )
                        nested.append(named)
                        index = floor = late[1] + 1
                        continue
                if phrase_head is not None:
                    found.append(_phrase(words, index, floor, phrase_head, counts=counts, given_type=organisation.type))
                    nested.append(named)
                    index = floor = phrase_head[1] + 1
                else:
                    found.append(named)
                    index = floor = end
                continue
        if word in heads or word in lexicon.modifiers:
            head = _head_from(words, index, floor, lexicon)
            if head is not None and not _misread(words, index, head):
                mention = _phrase(words, index, floor, head, counts=counts)
                found.append(mention)
                index = floor = head[1] + 1
                continue
        shaped = _shaped_organisation(words, index, floor, lexicon) if word in _ORG_NOUNS else None
        if shaped is not None:
            mention, index = shaped
            found.append(mention)
            floor = index
            continue
        index += 1
    merged = _join_of(words, found)
    return tuple(sorted(dict.fromkeys([*_with_persons(words, merged, lexicon), *nested]), key=_order))


def _order(mention: ActorMention) -> tuple[int, int]:
    return mention.start, -mention.end


def apposed(text: str, left: ActorMention, right: ActorMention) -> bool:
    """Do a description and a name stand side by side for one person: "sheikh Said", "Said, a mufti"?"""
    if left.end > right.start:
        return False
    between = text[left.end : right.start].replace("\n", " ").strip()
    one_named = left.named != right.named
    return one_named and between in {"", ",", ", a", ", an", ", the", "(", ", who was a", ", who was the"}


# acronyms that are words in a text of capitals
_WORDS_TOO = terms("let mit mas geo cam bra up mend mir car care art rain was has")


def _organisation_at(words: Words, index: int, known: tuple[Organisation, ...]) -> Organisation | None:
    for organisation in known:
        end = index + len(organisation.words)
        if words.lower[index:end] != organisation.words:
            continue
        surface = words.text[words.starts[index] : words.ends[end - 1]]
        if organisation.acronym:
            # "IS", "UP" are words in a text of capitals; in mixed case the acronym must be written as one
            if words.upper and (len(surface) < 3 or organisation.words[0] in _WORDS_TOO):
                continue
            if not words.upper and not any(c.isupper() for c in surface[1:]):
                continue
        elif not words.upper and not any(c.isupper() for c in surface) and not words.text.islower():
            continue
        return organisation
    return None


def _named_organisation(words: Words, first: int, end: int, organisation: Organisation) -> ActorMention:
    start, stop = words.starts[first], words.ends[end - 1]
    return ActorMention(
        start=start,
        end=stop,
        text=words.text[start:stop],
        head=organisation.name,
        type=organisation.type,
        entity="organisation",
        named=True,
    )


def _head_at(words: Words, index: int, first: int, lexicon: ActorLexicon) -> Head | None:
    """The longest head phrase that ends at token `index` and begins at `first` or later."""
    forms = lexicon.heads.get(words.lower[index])
    if forms is None:
        return None
    for head in forms:
        size = len(head.before)
        if size == 0 or (index - size >= first and words.lower[index - size : index] == head.before):
            return head
    return None


def _head_from(words: Words, index: int, floor: int, lexicon: ActorLexicon) -> tuple[Head, int] | None:
    """The head of the noun compound that begins at token `index`: (head, its token). "bus driver" has "driver"."""
    found: tuple[Head, int] | None = None
    position, size = index, len(words.lower)
    while position < size:
        word = words.lower[position]
        head = _head_at(words, position, floor, lexicon)
        if head is not None:
            if found is not None and not _compounds(words, found, head, position):
                break
            if not _reject(words, position, head):
                found = head, position
        elif word == "'" and found is not None and words.lower[position + 1 : position + 2] == ("s",):
            # "the governor's building" where the list has it as one thing
            owned = _head_at(words, position + 2, floor, lexicon) if position + 2 < size else None
            if owned is None or len(owned.before) < 3:
                break
            position += 1
        elif (
            word not in lexicon.modifiers
            or (word in _PARTICIPLES and found is not None)
            or (found is None and not _is_modifier(words, position, lexicon))
            or (found is not None and not _leads_to_head(words, position, lexicon))
        ):
            break
        position += 1
    return found


def _leads_to_head(words: Words, position: int, lexicon: ActorLexicon) -> bool:
    """Does the run of modifiers at `position` end in a head: "police [special forces officer]"?"""
    for follower in range(position + 1, min(position + 4, len(words.lower))):
        if words.lower[follower] in lexicon.heads:
            return True
        if words.lower[follower] not in lexicon.modifiers:
            return False
    return False


_PLURAL_FIRST = terms(
    "police armed special security forces women arms drugs armed sports sales customs human men military "
    "communications army state rights"
)


def _compounds(words: Words, found: tuple[Head, int], head: Head, position: int) -> bool:
    """May the head found so far be the modifier of the next noun?"""
    before = words.lower[found[1]]
    if position - len(head.before) <= found[1]:
        return True
    if words.lower[position] in _VERBS_TOO and head.before == ():
        return False
    return not before.endswith("s") or before in _PLURAL_FIRST or before.endswith("ss")


# Heads that after a noun are more likely verbs: "soldiers guard the bridge", "rebels target schools".
_VERBS_TOO = terms(
    "guard target head field house park plant post track shop bar fence tower train ship pilot coach "
    "guide escort recruit subject"
)


def _reject(words: Words, index: int, head: Head) -> bool:
    """Is the word at `index` no head here, by its neighbours?"""
    word = words.lower[index]
    before = words.lower[index - 1] if index else BREAK
    after = words.lower[index + 1] if index + 1 < len(words.lower) else BREAK
    if word in _NOT_HEAD_AFTER and after in _NOT_HEAD_AFTER[word]:
        return True
    if head.entity == "facility" and (after in _MEANS_AFTER or _laden(words, index)):
        return True  # "a car bomb", "a truck packed with explosives": the means, not the target
    return not head.before and word in _NOT_HEAD_BEFORE and before in _NOT_HEAD_BEFORE[word]


# "a terrorist attack", "criminal actions": the adjective names nobody
_ADJECTIVES = terms(
    "terrorist criminal extremist subversive radical narcoterrorist narco-terrorist islamist jihadist revolutionary"
)
_DEEDS = terms(
    "attack attacks act acts action actions activity activities offensive onslaught campaign violence "
    "wave plot plots threat threats bombing bombings escalation strike strikes war warfare ideology "
    "literature materials cause case cases charges crime crimes offence offences offense raid incident "
    "incidents assault assaults ambush investigation proceedings code law justice intent propaganda views "
    "material content purposes intentions responsibility record"
)


_MEANS_AFTER = terms("bomb bombs bombing bombings bomber bombers")


def _laden(words: Words, index: int) -> bool:
    window = words.lower[index + 1 : index + 4]
    filled = window[:1] and window[0] in {"packed", "laden", "loaded", "filled", "rigged", "stuffed"}
    return bool(filled) and any(w in {"explosives", "dynamite", "bombs", "tnt"} for w in window)


def _misread(words: Words, index: int, head: tuple[Head, int]) -> bool:
    """Is a lone vague noun nobody in particular?"""
    word = words.lower[head[1]]
    if word in _ADJECTIVES and head[1] + 1 < len(words.lower) and words.lower[head[1] + 1] in _DEEDS:
        return True
    if (
        word in {"state", "states"}
        and head[1]
        and words.lower[head[1] - 1] in {"united", "member", "gulf", "arab", "baltic"}
    ):
        return True
    if head[1] > index or head[0].before or word not in _WEAK_ALONE:
        return False
    after = words.lower[head[1] + 1] if head[1] + 1 < len(words.lower) else BREAK
    if word in {"unit", "command", "column", "network", "element", "elements", "units", "party"} and after == "of":
        return False
    return not _typed_before(words, index)


def _typed_before(words: Words, index: int) -> bool:
    lexicon = actor_lexicon()
    return index > 0 and (
        lexicon.modifiers.get(words.lower[index - 1]) is not None
        or (
            words.lower[index - 1] in lexicon.modifiers
            and words.lower[index - 1] not in {"main", "small", "large", "big"}
        )
    )


def _is_modifier(words: Words, index: int, lexicon: ActorLexicon) -> bool:
    """May the token before a phrase belong to it as an adjective or noun?"""
    word = words.lower[index]
    if word in lexicon.modifiers:
        if word in _PARTICIPLES or word in {"second", "first", "third"}:
            before = words.lower[index - 1] if index else BREAK
            return before in _DETERMINERS or before[0].isdigit() or before in lexicon.modifiers
        return True
    if word.endswith(("year-old", "year-olds")):
        return True
    if not word[0].isalpha():
        return False
    if "-" in word and not word[-1].isdigit():
        return (
            word.endswith(("ed", "ing", "old", "armed", "led", "backed", "run", "style", "duty", "time"))
            or word in lexicon.given
        )
    if word in _DEMONYMS or (word.endswith(("ese", "ian", "ish", "istani")) and _proper(words, index)):
        return word not in lexicon.heads or True
    head = _head_at(words, index, index, lexicon)
    if head is not None:
        return not (head.plural and head.entity != "facility" and word not in _PLURAL_FIRST)
    return False


def _proper(words: Words, index: int) -> bool:
    return words.upper or words.capital(index)


_DEMONYMS = terms(
    "afghan american arab basque british chechen cuban czech danish dutch french german greek iraqi "
    "israeli italian kazakh korean kurdish kyrgyz libyan malian mexican moroccan nigerian norwegian "
    "pakistani polish portuguese russian salvadoran saudi somali spanish sudanese swedish swiss syrian "
    "tajik thai tunisian turkish ugandan ukrainian u.s. us uzbek vietnamese yemeni yemenite rwandan "
    "burundian kenyan ethiopian eritrean egyptian iranian jordanian lebanese palestinian colombian "
    "peruvian chilean bolivian honduran guatemalan nicaraguan panamanian venezuelan ecuadoran ecuadorian "
    "argentine argentinian brazilian paraguayan uruguayan haitian dominican jamaican canadian australian "
    "austrian belgian bulgarian romanian hungarian serbian bosnian croatian albanian macedonian georgian "
    "armenian azerbaijani azeri dagestani ingush abkhaz ossetian burmese cambodian chinese filipino "
    "philippine indian indonesian japanese malaysian nepalese nepali bangladeshi sri lankan bengali "
    "assamese manipuri kashmiri baloch pashtun punjabi sindhi tamil sinhalese burkinabe nigerien ivorian "
    "chadian cameroonian congolese angolan mozambican tanzanian zimbabwean south-african senegalese "
    "mauritanian algerian western european african asian latin soviet irish scottish english "
    "northern-irish corsican catalan tibetan uighur uyghur mapuche costa-rican puerto-rican salvadorean "
    "ghanaian liberian guinean finnish icelandic cypriot maltese kuwaiti qatari emirati omani bahraini"
)


def _phrase(
    words: Words,
    first: int,
    floor: int,
    found: tuple[Head, int],
    *,
    counts: dict[int, CountMention],
    given_type: ActorType | None = None,
) -> ActorMention:
    """The whole noun phrase around a head, with its type and number."""
    lexicon = actor_lexicon()
    head, last = found
    begin = min(first, last - len(head.before))
    while begin > floor and _is_modifier(words, begin - 1, lexicon):
        begin -= 1
    if head.entity == "facility":
        begin = _named_before(words, begin, floor, lexicon)
        last = _named_after(words, last, lexicon)
    # the phrase may not begin with a participle that is the verb of the clause before it
    while begin < found[1] - len(head.before) and words.lower[begin] in _PARTICIPLES and begin == floor and floor > 0:
        begin += 1
    actor_type = _resolve_type(words, begin, found, given_type)
    number = _number_before(words, begin, counts)
    while begin < found[1] - len(head.before) and words.lower[begin] in HEDGES:
        begin += 1  # how sure the writer is belongs to the writer, not to the name
    start, end = words.starts[begin], words.ends[last]
    plural = head.plural or (number is not None and (number.low or number.high or 0) > 1)
    entity: Entity = head.entity
    if entity in {"individual", "group"} and words.lower[last] in COLLECTIVES:
        entity = "group"
    loaded = words.text[words.starts[found[1] - len(head.before)] : end] if head.loaded else None
    if loaded is None:
        loaded = next((words.lower[k] for k in range(begin, found[1]) if words.lower[k] in _LOADED_MODIFIERS), None)
    return ActorMention(
        start=start,
        end=end,
        text=words.text[start:end],
        head=head.head,
        type=actor_type,
        entity=entity,
        plural=plural,
        number=number,
        loaded=loaded,
    )


_NAMED_OF = terms(
    "ministry university bank school college institute department embassy consulate church cathedral "
    "company palace museum station branch office offices headquarters municipality port house building"
)
_NOT_NAMES = terms(
    "destroyed damaged attacked burned bombed blew located headed entered crossed seized occupied left "
    "killed several various following same large largest big main nearby neighboring small whole entire "
    "first last next such hit struck near used blocked closed opened reached unidentified empty another "
    "certain own huge tall old new entire block blocks meters kilometers km busy"
)


def _named_before(words: Words, begin: int, floor: int, lexicon: ActorLexicon) -> int:
    """Take in the name before a facility: "Las Canas bridge", "Velox Bank", three words at most."""
    position = begin
    while position > floor and begin - position < 3 and _facility_name(words, position - 1, lexicon):
        position -= 1
    return position


def _facility_name(words: Words, index: int, lexicon: ActorLexicon) -> bool:
    word = words.lower[index]
    if not word[0].isalpha() or len(word) < 2 or not _proper(words, index) or word in _NOT_NAMES:
        return False
    if word in lexicon.common or word in lexicon.titles or word in lexicon.heads:
        return False
    if not words.upper:
        # a capital at the beginning of a sentence says nothing
        before = words.lower[index - 1] if index else BREAK
        return before not in {BREAK, ".", "!", "?", ":", "“", '"', "-", "–", "•"} and before[-1] != "."
    return not word.endswith(("ed", "ing", "tion", "tions", "ly", "ment", "ness", "ists", "ism"))


def _named_after(words: Words, last: int, lexicon: ActorLexicon) -> int:
    """Take in the name after "of": "Ministry of Agriculture", "University of Honduras"."""
    lower = words.lower
    if lower[last] not in _NAMED_OF or lower[last + 1 : last + 2] != ("of",):
        return last
    position = last + 2
    if position < len(lower) and lower[position] == "the":
        position += 1
    end = position
    while end < len(lower) and end - position < 4:
        joint = end > position and lower[end] in {"and", "de", "del", "la"} and end + 1 < len(lower)
        if not _facility_name(words, end + 1 if joint else end, lexicon):
            break
        end += 1
    return end - 1 if end > position else last


_LOADED_MODIFIERS = terms(
    "terrorist terror bandit extremist subversive wahhabi salafist takfiri mujahideen mujahedin mujahidin "
    "radical narcoterrorist fascist regime"
)


def _resolve_type(words: Words, begin: int, found: tuple[Head, int], given_type: ActorType | None) -> ActorType | None:
    """Neutral type: the head's own, or for weak and generic heads that of the nearest modifier that has one."""
    lexicon, (head, last) = actor_lexicon(), found
    own = head.type
    inner = last - len(head.before)
    before = words.lower[begin:inner]
    lent = given_type
    if lent is None:
        for position in range(inner - 1, begin - 1, -1):
            lent = lexicon.modifiers.get(words.lower[position])
            if (
                lent is None
                and (noun := _head_at(words, position, begin, lexicon)) is not None
                and noun.entity != "facility"
            ):
                lent = noun.type if noun.type != "civilians" else None
            if lent is not None:
                break
    if any(word in _FORMER for word in before) and own == "state forces":
        return "civilians"
    word = words.lower[last]
    if lent is not None and (head.weak or own is None):
        # a "state forces" modifier does not turn a rebel noun: "anti-government group" has its own words for that
        return own if own in {"rebel group", "identity militia"} and lent == "state forces" else lent
    if lent is not None and word in _GENERIC:
        return lent
    if (
        lent in {"rebel group", "political militia", "identity militia"}
        and own == "state forces"
        and head.head in _OUTRANKED
    ):
        return lent
    if lent == "external/other forces" and own == "state forces":
        return lent
    if lent is not None and given_type is not None and own in {"rebel group", "civilians", "unidentified armed group"}:
        # "Taliban gunmen", "FARC kidnappers", but "Red Cross drivers" stay civilians
        return lent if own != "civilians" else own
    if word in _GENERIC and _armed_after(words, last):
        return "identity militia" if head.head in _COMMUNAL else "unidentified armed group"
    if own is None and word == "forces" and any(w in _DEMONYMS for w in before):
        return "state forces"  # "Azanian forces": a country's
    return own


def _armed_after(words: Words, last: int) -> bool:
    """Is a person shown to be armed or masked by what follows: "men in uniform", "a man armed with a rifle"?"""
    lower = words.lower
    after = lower[last + 1] if last + 1 < len(lower) else BREAK
    if after == "armed" or (after == "," and lower[last + 2 : last + 3] in {("armed",), ("masked",), ("hooded",)}):
        return True
    if after in _ARMED_AFTER or after in {"in", "with"}:
        window = lower[last + 2 : last + 8]
        stop = next(
            (k for k, w in enumerate(window) if w in {".", ",", BREAK, "who", "was", "were", "and"}), len(window)
        )
        return any(w in _ARMED_DRESS for w in window[: stop + (1 if after in _ARMED_AFTER else 0)])
    return False


def _number_before(words: Words, begin: int, counts: dict[int, CountMention]) -> CountMention | None:
    """The number that stands before token `begin`: "five other soldiers", "dozens of men", "two of the attackers"."""
    position = begin - 1
    while position >= 0 and words.lower[position] in {
        "other",
        "more",
        "further",
        "additional",
        "of",
        "the",
        "his",
        "her",
        "their",
        "its",
        "these",
        "those",
        "new",
        "such",
    }:
        if words.lower[position] in {"the", "his", "her", "their", "its", "these", "those"} and not (
            position and words.lower[position - 1] in {"of", "all"}
        ):
            # "the five officers" keeps its number before the noun; "the officers" has none
            return None
        position -= 1
    if position < 0:
        return None
    count = counts.get(words.ends[position])
    if count is not None:
        return count
    if words.lower[position] in {"a", "an", "another"} and position == begin - 1:
        return article_count(words.text, words.starts[begin])
    return None


_ORG_NOUNS = terms(
    "front army movement brigade brigades party command commando forces battalion battalions organization "
    "organisation alliance league union guerrillas militia cartel falcons emirate jamaat martyrs legion "
    "resistance liberation revolutionaries squad self-defense self-defence tigers lions eagles hawks "
    "council committee federation association confederation coalition ministry division regiment corps "
    "guard mujahideen soldiers defenders"
)
_ORG_ADJECTIVES = terms(
    "national liberation revolutionary popular people's people’s peoples democratic armed islamic "
    "patriotic socialist communist christian workers workers' united libertarian nationalist "
    "anticommunist anti-communist free freedom independent resistance defense defence self-defense "
    "self-defence salvation unity independence republican royal federal military supreme special rapid "
    "anti-terrorist rural urban peasant student mujahideen martyrs islamist fatherland homeland sandinist "
    "sandinista intervention peasants' trade labor labour"
)
_STATE_UNITS = terms("battalion battalions brigade regiment division corps guard command ministry")


def _shaped_organisation(
    words: Words, index: int, floor: int, lexicon: ActorLexicon
) -> tuple[ActorMention, int] | None:
    """An unknown organisation by its shape: "the Popular Salvation Front", "Army of the Righteous", "X Brigades"."""
    word = words.lower[index]
    if word not in _ORG_NOUNS or not _proper(words, index):
        return None
    begin = index
    while begin > floor and (
        words.lower[begin - 1] in _ORG_ADJECTIVES
        or words.lower[begin - 1] in _DEMONYMS
        or (
            not words.upper
            and words.capital(begin - 1)
            and words.lower[begin - 1].isalpha()
            and words.lower[begin - 1] not in lexicon.common
        )
    ):
        begin -= 1
    end = index + 1
    while end < len(words.lower) and words.lower[end] in _ORG_NOUNS and _proper(words, end):
        end += 1  # "Patriotic Liberation Front"
    word = words.lower[end - 1]
    strong = any(words.lower[k] in _ORG_ADJECTIVES for k in range(begin, end - 1))
    if not words.upper and end + 1 < len(words.lower) and words.lower[end] in {"of", "for"}:
        follower = end + 1 + (words.lower[end + 1] == "the")
        if follower < len(words.lower) and words.capital(follower) and words.lower[follower][0].isalpha():
            end = follower + 1
            while end < len(words.lower) and words.capital(end) and words.lower[end][0].isalpha():
                end += 1
            strong = True
    if begin == index and end == index + 1:
        return None
    if (words.upper and not strong) or word in _DEEDS:
        return None
    if not all(
        words.text[words.starts[k]].isupper() or words.lower[k] in {"of", "the", "for", "people's"}
        for k in range(begin, end)
    ):
        return None
    actor_type: ActorType | None = None
    if word in _STATE_UNITS:
        actor_type = "state forces"
    elif any(
        words.lower[k]
        in terms(
            "liberation revolutionary resistance mujahideen martyrs islamic jihad emirate jamaat armed guerrilla "
            "salvation"
        )
        for k in range(begin, end)
    ):
        actor_type = "rebel group"
    elif word in {"cartel", "militia", "squad", "self-defense", "self-defence"}:
        actor_type = "political militia"
    start, stop = words.starts[begin], words.ends[end - 1]
    text = words.text[start:stop]
    mention = ActorMention(
        start=start,
        end=stop,
        text=text,
        head=" ".join(text.split()),
        type=actor_type,
        entity="organisation",
        named=True,
    )
    return mention, end


_OF_PLACES = terms(
    "offices residence home homes houses facilities premises installations campus plant warehouse vehicles branches"
)


def _join_of(words: Words, found: list[ActorMention]) -> list[ActorMention]:
    """Join "a group of armed men", "members of the police"; lend the type across "of" elsewhere."""
    joined: list[ActorMention] = []
    skip = False
    for position, mention in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[position + 1] if position + 1 < len(found) else None
        last = words.text[mention.start : mention.end].rpartition(" ")[2].lower()
        if following is None or mention.named or not _linked_by_of(words.text, mention, following):
            joined.append(mention)
            continue
        if last in COLLECTIVES and not following.named and following.entity != "facility":
            joined.append(
                msgspec.structs.replace(
                    following,
                    start=mention.start,
                    text=words.text[mention.start : following.end],
                    number=following.number,
                    entity="group",
                    plural=True,
                    type=following.type
                    if following.type not in {None, "civilians"}
                    else mention.type or following.type,
                    loaded=following.loaded or mention.loaded,
                )
            )
            skip = True
        elif last in _MEMBERS | COLLECTIVES and following.entity != "facility":
            joined.append(
                msgspec.structs.replace(
                    mention,
                    end=following.end,
                    text=words.text[mention.start : following.end],
                    type=following.type or mention.type,
                    loaded=mention.loaded or following.loaded,
                )
            )
            skip = not following.named
        elif (
            last in _OF_TYPED and (mention.type is None or mention.entity == "facility") and following.type is not None
        ):
            joined.append(msgspec.structs.replace(mention, type=following.type))
        else:
            joined.append(mention)
    return joined


def _linked_by_of(text: str, left: ActorMention, right: ActorMention) -> bool:
    between = text[left.end : right.start].split()
    if not between or between[0].lower() != "of" or len(between) > 4:
        return False
    number = right.number.text.lower().split() if right.number else []
    rest = [w for w in (b.lower().strip("“”\"‘’'") for b in between[1:]) if w and w not in number]
    return all(
        w in {"the", "a", "an", "this", "that", "these", "those", "about", "some", "at", "least", "so-called"}
        for w in rest
    )


def _with_persons(words: Words, found: list[ActorMention], lexicon: ActorLexicon) -> list[ActorMention]:
    """Add persons by name: runs of name words after a title, a person noun, or beginning with a given name."""
    taken = [(m.start, m.end) for m in found]
    starts = [s for s, _ in taken]
    result = list(found)
    index, size = 0, len(words.lower)
    text = words.text
    begins = [text[start].isupper() for start in words.starts]
    while index < size:
        if not begins[index] or _inside(taken, starts, words.starts[index]):
            index += 1
            continue
        word = words.lower[index]
        title = word in lexicon.titles and index + 1 < size
        if title and _name_end(words, index + 1, lexicon, taken, starts) == index + 1:
            index += 1
            continue
        if title:
            actor_type = lexicon.titles[word]
            begin = index + 1
            if words.lower[begin] == "." and begin + 1 < size:
                begin += 1
        else:
            before = _person_noun_before(words, index, found, starts)
            if before is None and word not in lexicon.given:
                index += 1
                continue
            actor_type = before.type if before is not None else None
            begin = index
        end = _name_end(words, begin, lexicon, taken, starts)
        if end == begin or (
            end - begin == 1
            and not title
            and (begin != index or _person_noun_before(words, index, found, starts) is None)
        ):
            index = max(end, index + 1)
            continue
        start, stop = words.starts[begin], words.ends[end - 1]
        name = words.text[start:stop]
        result.append(
            ActorMention(
                start=start,
                end=stop,
                text=name,
                head=" ".join(name.split()),
                type=actor_type,
                entity="individual",
                named=True,
            )
        )
        index = end
    return sorted(result, key=_order)


def _inside(taken: list[tuple[int, int]], starts: list[int], offset: int) -> bool:
    position = bisect_left(starts, offset + 1) - 1
    return position >= 0 and taken[position][1] > offset


def _person_noun_before(words: Words, index: int, found: list[ActorMention], starts: list[int]) -> ActorMention | None:
    """The singular person noun that ends right before token `index`, as in "sheikh Said" or "the mufti, Said"."""
    position = bisect_left(starts, words.starts[index]) - 1
    if position < 0 or index == 0:
        return None
    mention = found[position]
    if mention.plural or mention.entity != "individual" or mention.named:
        return None
    between = words.text[mention.end : words.starts[index]].strip()
    return mention if between in {"", ",", "“", '"'} else None


def _name_end(words: Words, begin: int, lexicon: ActorLexicon, taken: list[tuple[int, int]], starts: list[int]) -> int:
    """The token after the run of name words that begins at `begin`; `begin` itself where there is none."""
    end, size = begin, len(words.lower)
    while end < size and end - begin < 6:
        word = words.lower[end]
        if word == "." and end > begin and len(words.lower[end - 1]) == 1:
            end += 1
            continue
        if word in lexicon.particles and end + 1 < size and (end > begin or word not in {"a", "o", "and", "or", "y"}):
            ahead = end + 1 + (words.lower[end + 1] in lexicon.particles and end + 2 < size)
            if ahead < size and _name_word(words, ahead, lexicon, taken, starts):
                end = ahead + 1
                continue
            break
        if not _name_word(words, end, lexicon, taken, starts):
            break
        end += 1
    while end > begin and words.lower[end - 1] == ".":
        end -= 1
    return end


def _name_word(
    words: Words, index: int, lexicon: ActorLexicon, taken: list[tuple[int, int]], starts: list[int]
) -> bool:
    word = words.lower[index]
    if not word[0].isalpha() or not _proper(words, index) or _inside(taken, starts, words.starts[index]):
        return False
    if word in lexicon.given and (not words.upper or word not in lexicon.common):
        return True
    if word in lexicon.common:
        return False
    if word in lexicon.titles or word in _DEMONYMS:
        return False
    if words.upper and (
        word in lexicon.modifiers
        or word.endswith(("ed", "ing", "tion", "tions", "ly", "ment", "ness", "'s", "ists", "ism"))
    ):
        return False
    return len(word) > 1 or (index + 1 < len(words.lower) and words.lower[index + 1] == ".")
