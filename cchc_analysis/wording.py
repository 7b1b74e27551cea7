"""How a figure, a bound, a period, a base, a level, a document is said, once, in both languages."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from cchc_analysis.catalog import OF_INDEX, cautions, dimensions, labels, metrics, name_key, provinces, scopes
from cchc_analysis.choices import Lang
from cchc_analysis.days import last_day, length
from cchc_analysis.frames import counted_over, place
from cchc_analysis.harmonizer.statement import ABOUT
from cchc_analysis.load.outcomes import known_sources
from cchc_analysis.load.register import known_documents
from cchc_analysis.rewriting import unmarked

SIGNS = {"=": "", "~": "~", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "increase": "↑", "decrease": "↓"}
"""How each comparator is written before a figure, and ``~`` before one that is said to be about so much."""

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_YEARS = re.compile(r"\d{4}(/\d{4})?")
_QUARTERS = ("I", "II", "III", "IV")
_WHOLE = 100
_MARKED = 0.4  # of the words of a text: more of them with marks are Vietnamese
_CITED = 12  # documents beyond which a line of sources counts them


class _Count(str):
    """A number that a text says with a word: ``{n:row}`` is 1 row, 2 rows; ``{n:is|are}`` is 1 is, 2 are."""

    def __format__(self, noun: str) -> str:
        one, _, more = noun.partition("|")
        word = one if self.removeprefix("−") == "1" else more or f"{one}s"
        return f"{self} {word}" if noun else str(self)


def filled(text: str, parts: Mapping[str, object]) -> str:
    """Fill parts into a text; a number may bring its noun, of one without ``s``, or of two forms the one."""
    return text.format(**{key: _Count(part) for key, part in parts.items()})


def say(key: str, lang: Lang, **parts: object) -> str:
    """Give a text by its key, with its parts `filled` in."""
    return filled(labels(lang)[key], parts)


def those(lang: Lang, **held: object) -> list[str]:
    """Give, of some texts by key, those of which something holds, with the parts that it brings, if any."""
    return [say(key, lang, **(of if isinstance(of, dict) else {})) for key, of in held.items() if of]


def term(vocabulary: str, value: str, lang: Lang) -> str:
    """Word a value of a closed vocabulary, such as a level or a sign; one without a word stays what it is."""
    return labels(lang).get(f"{vocabulary}_{value}", value)


def capital(text: str) -> str:
    """Begin a text with a capital letter, and leave the others."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Begin a name in mid-sentence with a small letter, but for one that begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(names: Iterable[str], lang: Lang, most: int = 6) -> str:
    """Name some things in one phrase; of provinces beyond `most` only how many they are."""
    names = list(names)
    if len(names) > most:
        return say("list_more", lang, names=", ".join(names[:most]), n=len(names) - most)
    if len(names) < 2:  # noqa: PLR2004  (nothing to join)
        return "".join(names)
    return say("list_and", lang, names=", ".join(names[:-1]), last=names[-1])


def with_years(missing: Mapping[str, Sequence[int]], lang: Lang) -> str:
    """Name all that lack a year, each with its years; nothing where none lacks any."""
    told = [f"{name} ({', '.join(map(str, years))})" for name, years in missing.items() if years]
    return listed(told, lang, len(told))


def span(years: pl.Series | Sequence[int]) -> str:
    """Word the first and the last of some years."""
    return "–".join(map(str, dict.fromkeys((min(years), max(years)))))


def alphabetical(names: Iterable[str]) -> list[str]:
    """Give each of some names of provinces once, as a reader looks them up: Đà Nẵng stands among those with D."""
    return sorted({*names}, key=name_key)


def by_name(rows: pl.DataFrame) -> pl.Expr:
    """Give the expression that sorts rows by province as `alphabetical` does."""
    return place("province", alphabetical(rows["province"]))


def number(value: float, lang: Lang, places: int | None = None) -> str:
    """Word a number in the format of the language: with so many decimals, or with those that it has."""
    text = f"{value:z,.{places}f}" if places is not None else f"{value:z,.6f}".rstrip("0").rstrip(".")
    text = text.replace("-", "−")
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "vi" else text


def figure(row: Mapping[str, Any], lang: Lang, *, fraction: bool = False) -> str:
    """Word a figure with its bound and unit, with ``fraction`` beside the share, and a direction in words."""
    comparator, unit, sign = row["comparator"], row["unit"], SIGNS[sign_of(row)]
    if row["value"] is None:
        return say("direction_only", lang, sign=sign, word=term("comparator", comparator, lang))
    text = number(shown(row), lang)
    if unit == "percent":
        text += "%"
    elif unit == "percentage_point":
        text = say("points", lang, number=text)
    if fraction and row.get("numerator") is not None:
        text += f" ({number(row['numerator'], lang)}/{number(row['denominator'], lang)})"
    said = f"{sign} {text}".strip()
    is_standing = unit == "index" and row.get("scope") in OF_INDEX
    return say(f"standing_{row['scope']}", lang, figure=said) if is_standing else said


def sign_of(row: Mapping[str, Any]) -> str:
    """Give the key of the sign of a figure: its comparator, but of one said to be about so much ``~``."""
    is_about = row["comparator"] == "=" and ABOUT in (row.get("note") or "")
    is_computed = (row.get("basis") or "stated") != "stated"
    # a share computed as at least all is all; only where a document itself says so it reads ``≥ 100%``
    is_all = is_computed and (row["comparator"], row["unit"], row["value"]) == (">=", "percent", _WHOLE)
    return "~" if is_about else "=" if is_all else row["comparator"]


def legend(held: Collection[str], lang: Lang) -> str:
    """Say what each sign means that stands at figures, of which `sign_of` gives these."""
    told = [f"{sign}: {term('comparator', key, lang)}" for key, sign in SIGNS.items() if sign and key in held]
    return "; ".join(told) + "." if told else ""


def signs_at(rows: pl.DataFrame, lang: Lang) -> list[str]:
    """Say what the signs at these figures mean, and one without a sign beside them; nothing where none has one."""
    held = {*map(sign_of, rows.drop_nulls("value").iter_rows(named=True))}
    return [legend(held, lang), *[say("no_sign", lang)] * ("=" in held)] if held - {"="} else []


def marks_at(rows: pl.DataFrame, lang: Lang) -> list[str]:
    """Say which marks are filled and which hollow, where these figures are not targets alone."""
    natures = {*rows["nature"]}
    return those(lang, marks_target=len(natures) > 1, marks_actual="actual" in natures)


def shown(row: Mapping[str, Any]) -> float:
    """Round a share that a fraction gives to one decimal, or as many as keep it from reading as all or nothing."""
    share: float = row["value"]
    if row.get("numerator") is None:
        return share
    return next((near for places in range(1, 6) if (near := round(share, places)) not in (0, 100)), share)


def difference(value: float, unit: str, lang: Lang, comparator: str = "=", scope: str = "") -> str:
    """Word the difference of two figures with its bound, of shares and scores in points, of ranks in places."""
    is_of_ranks, of_shares = scope == OF_INDEX[1], "percentage_point" if unit == "percent" else unit
    row = {"value": value, "comparator": comparator, "unit": of_shares, "scope": "" if is_of_ranks else scope}
    return say("apart_rank", lang, figure=figure(row, lang)) if is_of_ranks else figure(row, lang)


def marked_figure(row: Mapping[str, Any], lang: Lang) -> str:
    """Word a figure, and in brackets what a reader of the figure alone would not know of it."""
    told = [term("basis", row["basis"], lang)] if row["basis"] != "stated" else []
    told += those(lang, pooled=row.get("is_pooled"))
    return figure(row, lang) + (f" ({'; '.join(told)})" if told else "")


def side(pair: Mapping[str, Any], of: str, lang: Lang, *, is_headed: bool = False) -> tuple[str, str]:
    """Word a side, ``a`` or ``b``, of a pair of `gaps`: who and when; its figure, and what no head says."""
    own = {name.removesuffix(f"_{of}"): cell for name, cell in pair.items()}
    told = [scope_name(own["scope"], lang)] if own["scope"] != "standard" and not is_headed else []
    told += [term("nature", own["nature"], lang)] if own["nature"] != "target" and not is_headed else []
    told += those(lang, pooled=own.get("is_pooled"))
    who = f"{own['province']} {when({'period': str(own['year'])} | own, lang)}"
    return who, figure(own, lang) + (f" ({'; '.join(told)})" if told else "")


def date(text: str, lang: Lang) -> str:
    """Word a day or a month, as far as it is given; in Vietnamese as official letters write it."""
    found = _DAY.fullmatch(text) if lang == "vi" else None
    if found is None:
        return text
    year, month, day = found.groups()
    padded = month if month in ("01", "02") else month.removeprefix("0")
    return "/".join(filter(None, [day, padded, year]))


def period(text: str, lang: Lang) -> str:
    """Word a period for a reader."""
    year, _, quarter = text.partition("-Q")
    if not quarter:
        return "–".join(date(end, lang) for end in text.split("/"))
    return say("quarter", lang, quarter=_QUARTERS[int(quarter) - 1] if lang == "vi" else quarter, year=year)


def when(row: Mapping[str, Any], lang: Lang) -> str:
    """Give the year that a figure holds for; its period where that is no whole year, or what it counts over."""
    known = metrics().get(row.get("metric", ""))
    is_counted_over = known is not None and known.is_of_a_span and "/" in row["period"]
    is_of_year = _YEARS.fullmatch(row["period"]) and not is_counted_over
    return str(row["year"]) if is_of_year else period(row["period"], lang)


def metric_name(metric: str, lang: Lang) -> str:
    """Name a metric; one that the catalogue does not know keeps its id."""
    return _name(metrics().get(metric), lang) or metric


def dimension_name(metric: str, dimension: str, lang: Lang, year: int | None = None) -> str:
    """Name a dimension of an index, or its total, as the publisher did in a year, or does; else give its id."""
    known = [part for part in dimensions() if (part.metric, part.dimension) == (metric, dimension)]
    known = [part for part in known if year is not None and part.first <= year <= part.last] or known
    return _name(known[-1] if known else None, lang) or dimension


def scope_name(scope: str, lang: Lang) -> str:
    """Name what narrows the base of a figure; a scope that the catalogue does not know keeps its id."""
    return _name(scopes().get(scope), lang) or scope


def _name(known: Any, lang: Lang) -> str:
    return getattr(known, f"name_{lang}", "")


def base(metric: str, scope: str, lang: Lang) -> str:
    """Say what a figure is a share or a number of: the metric's own base in words, or what narrows it."""
    known = metrics().get(metric)
    if scope != "standard" or known is None:
        return scope_name(scope, lang)
    return known.measures if lang == "en" else known.measures_vi


def measure(metric: str, scope: str, lang: Lang) -> str:
    """Name a metric, and its base where that is not the metric's own, or whether it is a rank or a score."""
    name, of = metric_name(metric, lang), narrowed(scope, lang)
    return f"{name}, {term('column', scope, lang)}" if scope in OF_INDEX else f"{name} ({of})" if of else name


def narrowed(scope: str, lang: Lang) -> str:
    """Say what narrows the base of a figure, nothing of the metric's own base, of a rank and of a score."""
    return "" if scope in ("standard", *OF_INDEX) else say("base", lang, base=scope_name(scope, lang))


def index(metric: str, dimension: str, lang: Lang) -> str:
    """Name an index and one of its dimensions, or its total, in short."""
    part = say("index_total", lang) if dimension == "total" else dimension_name(metric, dimension, lang)
    return say("index_dimension", lang, index=metric_name(metric, "en"), dimension=part)


@lru_cache(maxsize=4096)  # the rows of a table share few notes
def note(text: str | None, lang: Lang) -> str:
    """Word the note of a row: the harmonizer's in either language, a coder's in its own, quoted in English."""
    own, found, bases = text or "", [], {each.name_en: each.name_vi for each in scopes().values()}
    share = r"\d[\d.,]* ?%?|[^\d.;]+ phần trăm"
    places = {"{printed}": f"(?P<printed>{share})", "{base}": f"(?P<base>{'|'.join(map(re.escape, bases))})"}
    for key, words in labels("en").items():
        if key.startswith("note_"):
            pattern = re.sub(r"\\{\w+\\}", lambda place: places[place[0].replace("\\", "")], re.escape(words))
            if match := re.search(pattern + r"(?= |$)", own):
                named = {name: bases.get(part, part) for name, part in match.groupdict().items()}
                found.append(say(key, lang, **named) if lang == "vi" else match[0])
                own = " ".join((own[: match.start()] + own[match.end() :]).split())
    letters = re.findall(r"[^\W\d_]+", own)
    if sum(unmarked(word) != word for word in letters) > _MARKED * len(letters):
        return " ".join([own if lang == "vi" else f"“{own}”", *found])
    return " ".join(found) if lang == "vi" else text or ""


def document(row: Mapping[str, Any], lang: Lang) -> str:
    """Name a document by kind and period, number and date as printed, and say what may be a draft."""
    if not row["kind"]:
        return f"{row['province']}, {row['document']}"
    printed = [
        say("number" if row["number"] else "no_number", lang, number=row["number"]),
        date(row["issued"], lang) if row["issued"] else say("no_date", lang),
        *those(lang, maybe_draft=row["kind"] == "plan" and not row["number"]),
    ]
    return f"{row['province']}, {document_name(row, lang)} ({', '.join(printed)})"


def document_name(row: Mapping[str, Any], lang: Lang) -> str:
    """Name a document of the register in short, by kind and period; one that is not registered by its id."""
    return f"{term('kind', row['kind'], lang)} {period(row['period'], lang)}" if row["kind"] else row["document"]


def source_line(rows: pl.DataFrame, lang: Lang) -> str:
    """Name the documents of some rows, as `document` does, or count very many."""
    documents = cited(rows, known_documents()).rows(named=True)
    named = [document(row, lang) for row in documents]
    if (n := len(documents)) > _CITED:
        drafts = sum(row["kind"] == "plan" and not row["number"] for row in documents)
        named = [say("sources_many", lang, n=n, drafts=drafts)]
    return say("source", lang, documents="; ".join(named))


def cited(rows: pl.DataFrame, register: pl.DataFrame) -> pl.DataFrame:
    """Give the documents of some rows as the register has them; of one that is not registered id and province."""
    used = rows.select("document", "province").unique()
    named = used.join(register.drop("province"), on="document", how="left")
    return named.sort(by_name(used), "period", "document")


def publishers_line(outcomes: pl.DataFrame, lang: Lang) -> str:
    """Name the publishers of some results with their sites; of single figures the sites they were found at."""
    known, named = {row["source"]: row for row in known_sources()}, []
    for source in outcomes["source"].unique().sort():
        told = known.get(source, {})
        site = urlsplit(told.get("address", source)).netloc or source
        named.append(f"{told['publisher']} ({site})" if told else site)
    return say("source", lang, documents=listed(dict.fromkeys(named), lang, len(named)))


def reorganised(names: Iterable[str], lang: Lang) -> str:
    """Say what became of some provinces in the reorganisation; nothing of one that the catalogue does not know."""
    told = []
    for known in (provinces()[name] for name in names if name in provinces()):
        joined = [each.province for each in provinces().values() if each.successor == known.successor]
        joined = list(dict.fromkeys([known.province, *joined]))
        key = "merged" if len(joined) > 1 else "went_into" if known.successor != known.province else "unchanged"
        told.append(say(key, lang, names=listed(joined, lang), successor=known.successor))
    return " ".join(told)


def outlives_its_level(row: Mapping[str, Any]) -> bool:
    """Tell whether a target is of a level that ends before the target is due."""
    if row["nature"] != "target" or row["level"] != "district":
        return False
    ends = min(each.valid_until for each in provinces().values())
    return last_day(row.get("period") or str(row["year"])).isoformat() > ends


def told_beside(rows: pl.DataFrame, lang: Lang) -> list[str]:
    """Say what a reader must know who sees these rows side by side, and of which units they are."""
    outlives = any(map(outlives_its_level, rows.iter_rows(named=True)))
    return compared(rows, lang) + those(lang, before_reorganisation=True, no_districts=outlives)


def compared(rows: pl.DataFrame, lang: Lang) -> list[str]:
    """Say how far these rows may be compared."""
    valued = rows.drop_nulls("value")
    over = valued.select(counted_over()).to_series().drop_nulls().unique() if "period" in rows.columns else ()
    several, held = valued["province"].n_unique() > 1, {sign[0] for sign in valued["comparator"]}
    told = those(
        lang,
        spans_differ=len({*map(length, over)}) > 1,
        years_differ=several and valued["year"].n_unique() > 1,
        bounds=several and not held.isdisjoint("<>"),
        not_attained=several and valued["nature"].n_unique() > 1,
    )
    return told + cautioned({*rows["metric"], *rows["scope"]}, lang)


def cautioned(held: Collection[str], lang: Lang, scales: Collection[float] = ()) -> list[str]:
    """Say what must be said beside figures of some metrics and scopes; on known scales, what is no difference."""
    told = []
    for row in cautions():
        if row["metric"] in held or row["scope"] in held:
            least, scale = (float(row[name] or 0) for name in ("difference", "scale"))
            key = "no_difference" if scale in scales else "no_small_difference"
            parts = {"difference": number(least, lang), "scale": number(scale, lang)}
            told.append(say(key, lang, what=row[lang], **parts) if least else row[lang])
    return told
