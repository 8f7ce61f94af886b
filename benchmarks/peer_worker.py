"""One peer library behind JSON lines; started by `peers.py` in an interpreter that has the peers. Needs nothing of ours.

    python benchmarks/peer_worker.py PEER < REQUESTS

The first line out names the version, or what is missing. Then each line in, ``{"text": …, "date": "2023-07-24" or null}``,
gives one line out: ``{"rows": [...], "seconds": processor time}``. Rows are ``[low, high, unit]`` of quantities,
``[start, end, timex]`` of dates and ``[start, end]`` of sentences. Each peer's answer is put into that form in its favour:
the numbers a library returns besides its dates are left out, a range keeps its ends, a resolved date keeps its precision.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

Row = list[Any]
Reader = Callable[[str, "str | None"], list[Row]]

_LENGTH = re.compile(r"P(?P<time>T?)(?P<number>\d{1,9}(?:\.\d{1,9})?)(?P<unit>[YMWDHS])")
_LENGTH_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second"}
_DEGREES = {"C": "degree_celsius", "F": "degree_fahrenheit"}
_PERIODS = {"year": "%Y", "month": "%Y-%m", "time": "%Y-%m-%dT%H:%M"}
_ANCHOR = "2000-01-03"


def main(peer: str) -> None:
    """Answer requests until the input ends."""
    warnings.simplefilter("ignore")
    package, load = PEERS[peer]
    try:
        read = load()
        name = {"version": version(package)}
        read("On 3 May 2020 it cost 5 dollars to send 40 tonnes 300 miles at 20 km/h.", _ANCHOR)
    except Exception as error:  # noqa: BLE001 - whatever a peer raises, it cannot be run here
        print(json.dumps({"missing": f"{type(error).__name__}: {error}"[:200]}), flush=True)
        return
    print(json.dumps(name), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        start = time.process_time()
        rows = read(request["text"], request.get("date"))
        print(json.dumps({"rows": rows, "seconds": time.process_time() - start}), flush=True)


# ---------------------------------------------------------------------------------------------------- quantities


def quantulum(*, classify: bool) -> Reader:
    """Quantities of quantulum3; with `classify` its classifier of ambiguous units, which needs scikit-learn."""
    from quantulum3 import classifier, parser

    if classify and not classifier.USE_CLF:
        raise ImportError("scikit-learn for the extra `classifier`")
    classifier.USE_CLF = classify

    def read(text: str, date: str | None) -> list[Row]:
        del date
        found = parser.parse(text)
        return [[*_ends(one.value, one.uncertainty or 0), _named(one.unit.name)] for one in found]

    return read


def _ends(value: float, uncertainty: float) -> Row:
    return [float(value - uncertainty), float(value + uncertainty)]


def _named(unit: str) -> str:
    return "" if unit == "dimensionless" else unit


def recognizers_quantities() -> Reader:
    """Quantities of recognizers-text: numbers, shares, money, dimensions, ages; lengths of time from its dates."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature

    measured = (recognize_percentage, recognize_currency, recognize_dimension, recognize_age, recognize_temperature)

    def read(text: str, date: str | None) -> list[Row]:
        reference = dt.datetime.fromisoformat(date or _ANCHOR)
        calendar = recognize_datetime(text, "en-us", reference=reference)
        found = [one for recognize in measured for one in recognize(text, "en-us")]
        found = [one for one in found if (one.resolution or {}).get("value")]
        candidates = [*found, *calendar, *recognize_ordinal(text, "en-us"), *recognize_number(text, "en-us")]
        return [row for one in _longest(candidates) if (row := _amount(one))]

    return read


def _longest(found: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not any(one.start <= other.end and other.start <= one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _amount(one: Any) -> Row | None:
    resolution = one.resolution or {}
    if one.type_name.startswith("datetime"):
        values = resolution.get("values") or [{}]
        length = _LENGTH.fullmatch(values[0].get("timex", "")) if one.type_name.endswith("duration") else None
        if length is None:
            return None
        unit = "minute" if length["time"] and length["unit"] == "M" else _LENGTH_UNITS[length["unit"]]
        return [float(length["number"])] * 2 + [unit]
    written = resolution.get("value")
    if written is None or one.type_name == "ordinal":
        return None
    unit = "percent" if written.endswith("%") else resolution.get("unit") or ""
    try:
        return [float(written.rstrip("%"))] * 2 + [_DEGREES.get(unit, unit)]
    except ValueError:
        return None


# --------------------------------------------------------------------------------------------------------- dates


def recognizers_dates() -> Reader:
    """Dates of recognizers-text-date-time; of an ambiguous date the first reading, which is the past one."""
    from recognizers_date_time import recognize_datetime

    def read(text: str, date: str | None) -> list[Row]:
        reference = dt.datetime.fromisoformat(date or _ANCHOR)
        found = recognize_datetime(text, "en-us", reference=reference)
        return [[one.start, one.end + 1, _timex(one, reference)] for one in found]

    return read


def _timex(one: Any, reference: dt.datetime) -> str | None:
    reading = ((one.resolution or {}).get("values") or [{}])[0]
    timex, value, start = reading.get("timex", ""), reading.get("value", ""), reading.get("start", "")
    kind = one.type_name.rpartition(".")[2]
    if kind == "date" and value[:1].isdigit():
        return str(value)
    if kind == "time" and value[:1].isdigit():
        return f"{reference:%Y-%m-%d}T{value[:5]}"
    if kind == "datetime" and value[:1].isdigit():
        return str(value[:16].replace(" ", "T"))
    if timex.startswith("(") and start:
        return f"{start}/{reading.get('end', '')}"
    if "TimeOfDay" not in kind and re.match(r"XXXX-WXX-\d", timex) and start:
        return str(start[:10] + timex[len("XXXX-WXX-1") :])
    return str(timex.replace("XXXX", start[:4])) if start else str(timex) or None


def dateparser_dates() -> Reader:
    """Dates of `search_dates`; each find is parsed again for its precision, since the search returns moments alone."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def read(text: str, date: str | None) -> list[Row]:
        settings: dict[str, Any] = {"RELATIVE_BASE": dt.datetime.fromisoformat(date or _ANCHOR), "RETURN_TIME_AS_PERIOD": True}
        parser = DateDataParser(languages=["en"], settings=settings)
        rows, place = [], 0
        for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, place)
            if start < 0:
                continue
            place = start + len(words)
            period = parser.get_date_data(words).period
            rows.append([start, place, moment.strftime(_PERIODS.get(period, "%Y-%m-%d"))])
        return rows

    return read


# ----------------------------------------------------------------------------------------------------- sentences


def pysbd_sentences() -> Reader:
    """The rules of pysbd for English."""
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda text, _date: list(_placed(text, segmenter.segment(text)))


def sentencex_sentences() -> Reader:
    """Sentences of sentencex for English."""
    from sentencex import segment

    return lambda text, _date: list(_placed(text, segment("en", text)))


def _placed(text: str, sentences: Any) -> Iterator[Row]:
    place = 0
    for sentence in sentences:
        words = sentence.strip()
        start = text.find(words, place)
        if words and start >= 0:
            place = start + len(words)
            yield [start, place]


PEERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "quantulum3": ("quantulum3", lambda: quantulum(classify=False)),
    "quantulum3 with classifier": ("quantulum3", lambda: quantulum(classify=True)),
    "recognizers-text": ("recognizers-text-number-with-unit", recognizers_quantities),
    "recognizers-text-date-time": ("recognizers-text-date-time", recognizers_dates),
    "dateparser search_dates": ("dateparser", dateparser_dates),
    "pysbd": ("pysbd", pysbd_sentences),
    "sentencex": ("sentencex", sentencex_sentences),
}

if __name__ == "__main__":
    main(sys.argv[1])
