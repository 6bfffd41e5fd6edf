"""Tables of time words in Spanish, French, Russian and Arabic; the layout is that of `timex_tables`."""

from typing import Any

Classes = dict[str, dict[str, Any]]


def _numbered(words: str, start: int) -> dict[str, int]:
    return {w: i for i, w in enumerate(words.split(), start)}


def _counts(words: str) -> dict[str, tuple[int, int]]:
    return {w: (i, i) for i, w in enumerate(words.split(), 1)}


SPANISH: Classes = {
    "mon": {
        **_numbered("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", 1),
        "setiembre": 9,
    },
    "abm": {**_numbered("ene feb mar abr may jun jul ago sep oct nov dic", 1), "sept": 9, "set": 9},
    "wday": {
        **_numbered("lunes martes miércoles jueves viernes sábado domingo", 0),
        "miercoles": 2,
        "sabado": 5,
    },
    "wnum": {
        **_counts("un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
        **{"veinte": (20, 20), "treinta": (30, 30), "un par de": (2, 3), "una": (1, 1)},
    },
    "few": {"unos": (2, 6), "unas": (2, 6), "pocos": (2, 6), "varios": (3, 9), "varias": (3, 9), "algunos": (2, 6)},
    "ordword": {"primero": 1, "primer": 1, "primera": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercer": 3},
    "rel": {
        **{"ayer": (-1, None), "anteayer": (-2, None), "antes de ayer": (-2, None), "hoy": (0, None)},
        **{
            "anoche": (-1, "night"),
            "anteanoche": (-2, "night"),
            "pasado mañana": (2, None),
            "esta noche": (0, "night"),
        },
        **{"esta mañana": (0, "morning"), "esta tarde": (0, "afternoon"), "esta madrugada": (0, "night")},
    },
    "part": {
        **{"mañana": "morning", "tarde": "afternoon", "noche": "night", "madrugada": "night", "mediodía": "midday"},
        **{"amanecer": "dawn", "medianoche": "midnight", "atardecer": "evening"},
    },
    "unit": {
        **{w: ("day", False) for w in ("día", "dia")},
        **{w: ("day", True) for w in ("días", "dias")},
        **{"semana": ("week", False), "semanas": ("week", True), "mes": ("month", False), "meses": ("month", True)},
        **{"año": ("year", False), "años": ("year", True), "hora": ("hour", False), "horas": ("hour", True)},
        **{"minutos": ("minute", True), "minuto": ("minute", False), "década": ("decade", False)},
    },
    "wkend": {"fin de semana": None},
    "season": {"primavera": "spring", "verano": "summer", "otoño": "autumn", "invierno": "winter"},
    "last": {"pasado": None, "pasada": None, "último": None, "última": None, "últimos": None, "últimas": None},
    "this": {"este": None, "esta": None},
    "next": {"próximo": None, "próxima": None, "próximos": None},
    "coming": {"entrante": None, "que viene": None},
    "prev": {"anterior": None, "previo": None, "previa": None},
    "foll": {"siguiente": None},
    "same": {"mismo": None, "misma": None},
    "that": {"ese": None, "esa": None, "aquel": None, "aquella": None},
    "every": {"cada": None, "todos los": None, "todas las": None},
    "hither": {"hace": None},
    "before": {"antes": None},
    "earlier": {"atrás": None},
    "later": {"después": None, "más tarde": None},
    "after": {"después de": None, "tras": None},
    "begin": {"principios": None, "comienzos": None, "inicios": None, "principio": None, "comienzo": None},
    "close": {"finales": None, "fines": None, "final": None},
    "middle": {"mediados": None},
    "on": {"en": None},
    "by": {"por": None},
    "of": {"de": None, "del": None, "de el": None},
    "at": {"a": None, "al": None},
    "since": {"desde": None, "a partir de": None},
    "until": {"hasta": None},
    "between": {"entre": None},
    "and": {"y": None, "e": None, "o": None},
    "during": {"durante": None},
    "the": {"el": None, "la": None, "los": None, "las": None},
    "for": {"para": None},
    "about": {"unas": None, "casi": None, "aproximadamente": None},
    "vague": {"recientemente": None},
}
# "al" closes a range as "to" does: "del 13 al 19 de mayo"
SPANISH["to"] = {"al": None}

FRENCH: Classes = {
    "mon": {
        **_numbered("janvier février mars avril mai juin juillet août septembre octobre novembre décembre", 1),
        **{"fevrier": 2, "aout": 8, "decembre": 12},
    },
    "abm": {"janv": 1, "févr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12},
    "wday": _numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
    "wnum": {
        **_counts("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"),
        **{"vingt": (20, 20), "trente": (30, 30), "une": (1, 1)},
    },
    "few": {"quelques": (2, 6), "plusieurs": (3, 9)},
    "ordword": {"premier": 1, "première": 1, "deuxième": 2, "seconde": 2, "troisième": 3},
    "ord": {"1er": 1},
    "rel": {
        **{"hier": (-1, None), "avant-hier": (-2, None), "aujourd'hui": (0, None), "demain": (1, None)},
        **{"ce matin": (0, "morning"), "ce soir": (0, "evening"), "cette nuit": (0, "night")},
        **{"cet après-midi": (0, "afternoon"), "après-demain": (2, None)},
    },
    "part": {
        **{"matin": "morning", "matinée": "morning", "après-midi": "afternoon", "soir": "evening", "soirée": "evening"},
        **{"nuit": "night", "aube": "dawn", "l'aube": "dawn", "midi": "midday", "minuit": "midnight"},
    },
    "unit": {
        **{"jour": ("day", False), "jours": ("day", True), "semaine": ("week", False), "semaines": ("week", True)},
        **{"mois": ("month", True), "an": ("year", False), "ans": ("year", True), "année": ("year", False)},
        **{"années": ("year", True), "heure": ("hour", False), "heures": ("hour", True), "minutes": ("minute", True)},
    },
    "wkend": {"week-end": None, "weekend": None},
    "season": {"printemps": "spring", "été": "summer", "automne": "autumn", "l'automne": "autumn", "hiver": "winter"},
    "last": {"dernier": None, "dernière": None, "derniers": None, "dernières": None, "passé": None, "passée": None},
    "this": {"ce": None, "cette": None},
    "next": {"prochain": None, "prochaine": None},
    "prev": {"précédent": None, "précédente": None},
    "foll": {"suivant": None, "suivante": None},
    "same": {"même": None},
    "every": {"chaque": None, "tous les": None, "toutes les": None},
    "hither": {"il y a": None},
    "earlier": {"plus tôt": None, "auparavant": None, "avant": None},
    "later": {"plus tard": None, "après": None},
    "begin": {"début": None},
    "close": {"fin": None},
    "middle": {"mi": None},
    "on": {"en": None, "au": None},
    "of": {"de": None, "du": None, "d'": None},
    "at": {"à": None, "dans": None},
    "since": {"depuis": None},
    "until": {"jusqu'au": None, "jusqu'à": None},
    "to": {"au": None},
    "between": {"entre": None},
    "and": {"et": None, "ou": None},
    "during": {"pendant": None, "durant": None},
    "the": {"le": None, "la": None, "les": None, "l'": None},
    "prev_": {},
    "vague": {"récemment": None},
}
del FRENCH["prev_"]
FRENCH["rel"].update({"la veille": None})
FRENCH["rel"].pop("la veille")


def _forms(table: dict[str, Any]) -> dict[str, Any]:
    """Each key lists the inflected forms of one word."""
    return {form: value for forms, value in table.items() for form in forms.split()}


RUSSIAN: Classes = {
    "mon": _forms(
        {
            **{"январь января январе": 1, "февраль февраля феврале": 2, "март марта марте": 3},
            **{"апрель апреля апреле": 4, "май мая мае": 5, "июнь июня июне": 6, "июль июля июле": 7},
            **{"август августа августе": 8, "сентябрь сентября сентябре": 9, "октябрь октября октябре": 10},
            **{"ноябрь ноября ноябре": 11, "декабрь декабря декабре": 12},
        }
    ),
    "abm": {"янв": 1, "фев": 2, "апр": 4, "авг": 8, "сен": 9, "сент": 9, "окт": 10, "ноя": 11, "нояб": 11, "дек": 12},
    "wday": _forms(
        {
            **{"понедельник понедельника понедельнику": 0, "вторник вторника вторнику": 1},
            **{"среда среду среды среде": 2, "четверг четверга четвергу": 3, "пятница пятницу пятницы пятнице": 4},
            **{"суббота субботу субботы субботе": 5, "воскресенье воскресенья воскресенью": 6},
        }
    ),
    "wnum": _forms(
        {
            **{"один одна одну одним": (1, 1), "два две двумя двух": (2, 2), "три тремя трёх трех": (3, 3)},
            **{"четыре четырьмя": (4, 4), "пять пятью": (5, 5), "шесть шестью": (6, 6), "семь": (7, 7)},
            **{"восемь": (8, 8), "девять": (9, 9), "десять": (10, 10), "двадцать": (20, 20), "пару": (2, 3)},
        }
    ),
    "few": {"несколько": (2, 9), "несколькими": (2, 9)},
    "rel": {
        **{"вчера": (-1, None), "позавчера": (-2, None), "сегодня": (0, None), "завтра": (1, None)},
        **{"вчерашний": (-1, None), "сегодня ночью": (0, "night"), "послезавтра": (2, None)},
    },
    "part": _forms(
        {
            **{"утром утро утра": "morning", "днём днем": "afternoon", "вечером вечер вечера": "evening"},
            **{"ночью ночь ночи": "night", "рассвете": "dawn", "полночь полночью": "midnight"},
        }
    ),
    "unit": _forms(
        {
            **{"день дня днём днем": ("day", False), "дней днями дни": ("day", True), "сутки суток": ("day", False)},
            **{"неделя неделю недели неделе неделей": ("week", False), "недель неделями": ("week", True)},
            **{"месяц месяца месяце месяцем": ("month", False), "месяцев месяцами": ("month", True)},
            **{"год года году годом": ("year", False), "лет годами": ("year", True)},
            **{"час часа часом": ("hour", False), "часов часами": ("hour", True)},
            **{"минут минуты минутами": ("minute", True)},
        }
    ),
    "wkend": {"выходные": None, "выходных": None},
    "season": _forms({"весна весной весны весну": "spring", "лето летом лета": "summer"})
    | _forms({"осень осенью осени": "autumn", "зима зимой зимы зиму": "winter"}),
    "last": _forms(
        {"прошлый прошлая прошлую прошлой прошлом прошлое прошлого прошлые прошлых минувший минувшую минувшей": None}
        | {"последний последние последних последнюю минувшие минувшем минувшего": None}
    ),
    "this": _forms({"этот эту этом этой эти этого нынешнем текущего текущем": None}),
    "next": _forms({"следующий следующую следующей следующем следующие будущем будущей будущую": None}),
    "same": {"тот же": None, "ту же": None, "то же": None, "том же": None, "той же": None, "того же": None},
    "every": _forms({"каждый каждую каждое каждые": None}),
    "ago": {"назад": None},
    "earlier": {"ранее": None, "раньше": None, "до этого": None},
    "later": {"спустя": None, "позже": None, "позднее": None},
    "begin": _forms({"начало начале начала": None}),
    "close": _forms({"конец конце конца": None}),
    "middle": _forms({"середина середине середины": None}),
    "in": {"в": None, "во": None},
    "on": {"на": None},
    "since": {"с начала": "begin", "начиная с": None},
    "from": {"с": None, "со": None, "от": None},
    "until": {"до": None},
    "to": {"по": None},
    "between": {"между": None},
    "and": {"и": None, "или": None},
    "during": {"за": None, "в течение": None},
    "coming": _forms({"ближайшие предстоящий предстоящую": None}),
    "vague": {"недавно": None},
    "yearword": {"г": None},
    "goes": {"накануне": None},
}

ARABIC: Classes = {
    "mon": {
        **_numbered("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", 1),
        **{"ابريل": 4, "اغسطس": 8, "اكتوبر": 10, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8},
        **{"أيلول": 9, "شباط": 2, "كانون الثاني": 1, "كانون الأول": 12, "تشرين الأول": 10, "تشرين الثاني": 11},
    },
    "wday": {
        **_numbered("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد", 0),
        **{"الإثنين": 0, "الاربعاء": 2, "الاحد": 6},
    },
    "rel": {"أمس": (-1, None), "اليوم": (0, None), "غدا": (1, None), "أول أمس": (-2, None)},
    "part": {"صباح": "morning", "مساء": "evening", "ليلة": "night", "فجر": "dawn", "ليل": "night", "ظهر": "midday"},
    "wnum": {"ثلاثة": (3, 3), "أربعة": (4, 4), "خمسة": (5, 5), "ستة": (6, 6), "سبعة": (7, 7)},
    "unit": {
        **{"يوم": ("day", False), "أيام": ("day", True), "أسبوع": ("week", False), "أسابيع": ("week", True)},
        **{"شهر": ("month", False), "أشهر": ("month", True), "سنة": ("year", False), "عام": ("year", False)},
        **{"سنوات": ("year", True), "الأسبوع": ("week", False), "الشهر": ("month", False), "العام": ("year", False)},
    },
    "last": {"الماضي": None, "الماضية": None, "المنصرم": None},
    "next": {"المقبل": None, "القادم": None, "المقبلة": None},
    "hither": {"قبل": None},
    "since": {"منذ": None},
    "in": {"في": None},
    "until": {"حتى": None},
    "from": {"من": None},
    "to": {"إلى": None},
    "between": {"بين": None},
    "and": {"و": None},
}
