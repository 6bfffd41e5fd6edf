"""Names of months as they stand in by-lines, datelines and post dates, in the languages that reports come in."""

_NAMES: dict[str, str] = {
    # language: twelve months, alternatives separated by "/"
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep "
    "october/oct november/nov december/dec",
    "es": "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre "
    "diciembre/dic",
    "fr": "janvier/janv février/fevrier/févr mars avril/avr mai juin juillet/juil août/aout septembre octobre novembre "
    "décembre/decembre/déc",
    "de": "januar/jänner februar märz/maerz april mai juni juli august september oktober/okt november dezember/dez",
    "pt": "janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro/set outubro/out novembro "
    "dezembro",
    "it": "gennaio/gen febbraio/febb marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre ottobre/ott "
    "novembre dicembre",
    "ru": "января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл "
    "августа/август/авг сентября/сентябрь/сен октября/октябрь/окт ноября/ноябрь/ноя декабря/декабрь/дек",
    "uk": "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень "
    "серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
}

# Lower-case name or abbreviation -> number of the month. English wins where two languages disagree ("mar").
MONTHS: dict[str, int] = {}
for _months in _NAMES.values():
    for _number, _alternatives in enumerate(_months.split(), start=1):
        for _name in _alternatives.split("/"):
            MONTHS.setdefault(_name, _number)
