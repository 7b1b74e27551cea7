"""Tells which figures state nothing: a comparison, another place, a sanction, what is not of the field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_analysis.catalog import dimensions, either, fold, indices, lists, metrics, name_key, provinces
from cchc_analysis.catalog.spotting import Spot, Spotter
from cchc_analysis.extract.analysis import Mention, Sentence, has_cue
from cchc_analysis.extract.clauses import Clause
from cchc_analysis.extract.goals import is_goal
from cchc_analysis.extract.matching import FOREIGN, UNKNOWN, clue_of, commas, signatures_of
from cchc_analysis.extract.numbers import Number
from cchc_analysis.extract.tables import NO_CELL
from cchc_analysis.harmonizer.indicators import PART_OF_INDEX
from cchc_analysis.load.register import province_names

if TYPE_CHECKING:
    from cchc_analysis.extract.outline import Node
    from cchc_analysis.extract.sentence import Reading

_COMPARED = re.compile(rf"\b(?:{either(lists()['than'])})\b")
_REST = re.compile(r"(?: [^\W\d]+){0,3} còn lại\b")
_ONE_OF = re.compile(r"\bmột trong\b[^,;:]*$")
"""Before the bar that a group passes: ``là một trong 13 địa phương trên 90%``."""
_STILL = re.compile(r"\b(?:hiện|hiện nay|đang)(?: (?:có|là|còn))+ $")
_OF_THEM = re.compile(r"\d(?:,? (?:lượt|cán bộ|công chức|viên chức|người))+ của $")
"""Before how many bodies those are of whom something is told: ``140 lượt cán bộ của 45 cơ quan``."""
_BASE = re.compile(r"\b(?:trong|trên) tổng số $")  # ``trong tổng số 1.937 dịch vụ``
_OF_PLAN = re.compile(r" (?:so với )?kế hoạch\b(?:(?! là| ở mức)[^;,.\d])*(?:[;,.)]|$)")
"""``đạt 95% kế hoạch``: a share of what was planned."""
_AGAINST = re.compile(r" so với (?!tổng|kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|nhiệm vụ)")
_PASSES = re.compile(r"\bvượt (?:gần |hơn |trên |tới )?$")
_THAN = re.compile(
    r"\b(?:hơn|kém) (?:cùng kỳ|(?:cuối |đầu )?(?:năm|quý|tháng|kỳ) (?:trước|ngoái|20\d\d|[ivx]+|\d{1,2})(?: đó)?)"
    r"(?: (?:được|là|gần|tới|chừng|khoảng|trên|hơn))* $|, (?:hơn|kém) (?:tới|đến|những) $"
)
MARGIN = re.compile(
    r"(?:^|[,;(] ?|\d%? |\bđiểm |\b(?:cao|thấp|nhiều|ít|là|vẫn|còn) )(?:hơn|kém) (?=[^\W\d]+ [^\W\d])"
    r"(?:(?! (?:đạt|là|có|với|từ)\b)[^,;:\d])+(?<!con số )(?<!mức )$"
)
"""Before by how much a figure differs: ``hơn bình quân cả nước 3,8 điểm``."""
_BESIDE = re.compile(rf"\b(?:{either(lists()['held_against'])})(?: tỉnh| thành phố| các tỉnh)? $", re.IGNORECASE)
"""Before a province that the own one is held against: ``đứng thứ 2, sau Hải Phòng``."""
_AND = re.compile(r"(?:,| và|, và) (?:tỉnh |thành phố )?")
_IN_NAME = re.compile(
    rf"\b(?<!cấp )(?<![Cc]ác )(?<!, )(?i:{either(lists()['local_body'] - {'thành phố'})}|đường|trường) $"
)
"""Before the name of a province that a unit bears: ``phường Hà Nam``."""
_RANKED = re.compile(r"(?:\d+|thứ [^\W\d]+)(?:/| (?:trong|trên)(?: số| tổng số)? )(\d+)\b")
_REGION = rf"(?:{either(lists()['region'])})\b"
_OF_REGION = re.compile(
    r"(?:/\d+)?(?: điểm)?,? \(?"
    rf"(?:(?:(?:tỉnh|địa phương) (?:đứng đầu|dẫn đầu)|ở|trong|của|tại|toàn|các tỉnh) )*{_REGION}"
    r"(?!(?:(?! và )[^,;()\d])*\b(?:xếp|đứng|thứ|hạng)\b)"
)
_IN_REGION = re.compile(
    rf"\b(?:trong|ở|tại) (?:\d+ (?:tỉnh|địa phương) )?(?:các tỉnh )?{_REGION}"
    r"(?! (?:một cửa|trung tâm|sâu|xa|nông thôn|miền núi|biên giới)\b)"
    r"[^;:()\d]*(?:xếp|đứng|hạng|thứ|vị trí)[^,;:()\d]*$"
)
_OF_CHANGE = frozenset({"cut", "simplify", "streamline", "increase"})
_SETTLED = frozenset({"settle", "complete", "on_time", "early"})
_LEAST_OF_SCALE, _WHOLE = 0.25, 100
_NAMED_BEFORE = 20  # letters
_LONGEST_CELL = 25
_PARTED = re.compile(rf";|\b(?:{either(lists()['parts'])}|riêng)\b")
_GOES_ON = re.compile(r", (?:cao|thấp|hơn|vượt|gấp|bằng|tính|theo|là|thuộc)\b")
_REASON = re.compile(r" (?:do|vì) ")
_CUTS = re.compile(r"[,;:()]| và ")
_HELD = ((", nơi ", ";"), ("(", ")"))
"""Up to where figures are of a place: ``tỉnh Quảng Ninh, nơi có 97% …``, ``Đồng Tháp (hạng 2, 72 điểm)``."""
_LEARNED = re.compile(r"\b(?:kinh nghiệm|mô hình|cách làm) (?:của|ở|tại) [^;:]*, nơi\b[^;]*$")
"""Before what is told of a place that others learn from: ``tham khảo kinh nghiệm của …, nơi có 92% …``."""
_OF_MINISTRY = re.compile(
    rf"(?:^|[,;:(.]|\blà)\W*(?:{either(lists()['ministry'])})"
    r"(?: (?:dẫn đầu|đứng đầu|đạt|đứng|mới|chỉ)\b[^,;.\d]*)? \(?$"
)
_THAN_WHAT = re.compile(r"(?: (?:mức|chỉ số|tỷ lệ|bình quân|trung bình|mặt bằng|chung|của))* ")
"""Between what compares and whom a figure is held against."""
_COUNTRY = rf"(?:{either(lists()['country'])})\b"
_NATIONAL = re.compile(rf"\W*(?:(?:tính|xét|bình quân|trung bình) )?(?:chung )?(?:trên |ở )?{_COUNTRY}")
"""Holds for all figures of its part: ``Tính chung cả nước, … 25%, … 66%``."""
_OF_COUNTRY = re.compile(f" {_COUNTRY}")
_SUPPOSED = re.compile(r"\W*(?:(?:ví dụ|giả sử)\b|(?:trường hợp|nếu (?!như|năm))\b[^;]*? thì\b)")
"""Opens an example or a condition."""
_STANDS = re.compile(r"(?: [^\W\d]+){0,8} (?:xếp|đạt|đứng)\b")
_PART_OPENS = re.compile(r"(?:, |trong đó |riêng |^)\W*$")
_OF = re.compile(r"(?: \([^()]*\))?(?: năm \d{4})? của ")
_OTHER = re.compile(r"(?<!được )(?<!do )\b(?:tỉnh|vùng|khu vực)\b")
_PARTS_LISTED = re.compile(
    rf"\b(?:(?:các|những|từng|\d+) (?:{either(lists()['component'])})(?: [^\W\d]+){{0,3}}?"
    r"(?:(?:, tỉnh)? có|: |,? như| gồm)"
    rf"|(?:mảng|thành phần|{either(lists()['component'])}) [^,;.\d]+ (?:trong|thuộc) (?:bộ )?chỉ số )"
)
"""Opens a list of parts of an index: ``trong các chỉ số thành phần có …``; or names one: ``mảng … trong …``."""
_COMPONENTS = re.compile(rf" (?:lĩnh vực|{either(lists()['component'])})\b")
_THEN = re.compile(r"(?: điểm)?(?: trở (?:lên|xuống))? (?:phải|bị|thì)\b")
_OF_WHOM = re.compile(r"(?: nếu| nào có| có)\b[^,;]*$")


def is_change(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure says by how much something rises or falls (``tăng 5%``, ``0,4 điểm phần trăm``)."""
    return "điểm" in figure.figure.printed or sentence.reaching("change", figure.start) is not None


def is_comparison(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a figure says only how something differs from another (``tăng 5% so với năm 2022``)."""
    text, figure = sentence.text, clause.figure
    if figure.kind == "rank":
        return False
    rises = sentence.reaching("change", figure.start) or sentence.reaching("rises", figure.start)
    is_more = text.endswith("hơn ", 0, figure.start) and text.startswith(" điểm so với ", figure.end)
    is_passed = _PASSES.search(text, 0, figure.start) and text.startswith(" so với", figure.end)
    is_told = is_more or is_passed or _AGAINST.match(text, figure.end)
    is_against = is_told or _THAN.search(text, 0, figure.start)
    margin = MARGIN.search(text, clause.start, figure.start)  # none within ``không thấp hơn``
    floors = (each for each in sentence.of("bound") if each.value in (">=", "<="))
    is_margin = margin and not any(each.start < margin.end() and margin.start() < each.end for each in floors)
    # ``thấp hơn kế hoạch năm 75%``, not ``kém kế hoạch năm 9%``
    told_more = margin and "hơn" in margin[0] and sentence.of("plan", margin.start(), figure.start)
    is_margin = is_margin and not (told_more and is_goal(sentence, figure))
    return bool(is_against or is_margin) or (
        rises is not None and _COMPARED.search(text, clause.start, figure.end + 90) is not None
    )


@lru_cache(maxsize=2)
def asks(whom: str) -> re.Pattern[str]:
    """Give what finds words that ask something of bodies of a list, up to the next semicolon."""
    return re.compile(rf"(?:^|[;:] )\W*(?:đề nghị|kiến nghị) (?:{either(lists()[whom])})\b[^;]*$")


@lru_cache(maxsize=1)
def _spellings() -> tuple[Spotter, dict[str, str]]:
    # ``Hồ Chí Minh`` alone is a person, too
    forms = {
        form: name for name, each in provinces().items() for form in (name, *each.aliases)
        if form == name or not name.endswith(form)
    }  # fmt: skip
    return Spotter(forms), forms


def named_provinces(words: str, start: int = 0, end: int | None = None) -> list[Spot]:
    """Give where words as printed name provinces, each by its name of the catalogue."""
    spotter, names = _spellings()
    return [spot._replace(phrase=names[spot.phrase]) for spot in spotter.spots(words, start, end)]


def is_regional(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a rank is one of a region: it says so, or is among fewer provinces than there are."""
    among = _RANKED.match(sentence.text, figure.start) if figure.kind == "rank" else None
    is_few = among is not None and int(among[1]) < len({each.successor for each in provinces().values()})
    # ``thứ 3/20 sở, ban, ngành``, not ``thứ 3/14 tỉnh trong vùng``
    named = [each for each in sentence.of("level") if among and each.start == among.end() + 1]
    is_of_bodies = any(each.phrase != "tỉnh" for each in named)
    if is_few and not (is_of_bodies or ranked_body(sentence, figure)):
        return True
    text, opened = sentence.text, sentence.part_start(figure.start)
    is_national = among or figure.leads or _OF_COUNTRY.match(text, figure.end)
    is_told = _OF_REGION.match(text, figure.end) or (
        not is_national and _IN_REGION.search(text, opened, figure.start)
    )
    return figure.kind == "rank" and bool(is_told)


def is_rule(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a figure is a norm for all, the bar of a sanction, an example, or what others are asked for."""
    text, figure = sentence.text, clause.figure
    sanctions = sentence.of("sanction", figure.end, _closing(sentence, clause))
    return bool(
        any(not _PARTED.search(text, figure.end, each.start) for each in sanctions)
        or sentence.of("norm", 0, figure.start)
        or asks("asked_above").search(text, 0, figure.start)
        or _SUPPOSED.match(text)
        or _is_bar(sentence, figure)
    )


def names_own(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the document's own province is named between two places of a sentence."""
    named = reading.words[slice(*reading.sentence.span(start, end))] if start < end else ""
    return bool(reading.province) and str(reading.province) in named


def is_elsewhere(reading: Reading, clause: Clause) -> bool:
    """Tell whether a figure is of another place: of a province, the country, a ministry, units without a name."""
    sentence, figure = reading.sentence, clause.figure
    opened, stop = _own_words(sentence, clause)
    is_told = figure.kind != "rank" and (
        _names_others(reading, clause, opened, stop) or _is_of_country(reading, figure)
    )
    is_ministrys = _OF_MINISTRY.search(sentence.text, max(0, clause.tight - 1), figure.start)
    named = *sentence.span(opened, stop), sentence.span(figure.start, stop)[0]
    # ``(tỉnh A khuyết dữ liệu)``, not ``Một số tỉnh (như tỉnh A) đạt …``
    told = (each for each in sentence.aside_spans if not sentence.text.startswith("(như ", each[0]))
    asides = [sentence.span(*each) for each in told]
    learned = _LEARNED.search(sentence.text, 0, figure.start)
    shown = named_provinces(reading.words, *sentence.span(learned.start(), figure.start)) if learned else []
    is_shown = learned and shown and not sentence.of("unit", learned.start(), figure.start)
    is_other = is_told or is_ministrys or is_shown
    return bool(is_other or _names_other(reading.province, reading.words, *named, asides))


def _own_words(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """Give from where to where words may say whose a figure is: up to what it is held against."""
    opened, figure, end = clause.start, clause.figure, _closing(sentence, clause)
    for sign, ends in _HELD:
        at = sentence.text.rfind(sign, 0, figure.start)
        if at >= 0 and ends not in sentence.text[at : figure.start]:
            opened = min(opened, max(0, at - _NAMED_BEFORE))
    return opened, min([end, *(each.start for each in sentence.of("versus", figure.end, end))])


def _names_others(reading: Reading, clause: Clause, opened: int, stop: int) -> bool:
    """Tell whether words beside a figure name the country, its leaders or some of its units."""
    sentence, figure = reading.sentence, clause.figure
    ranked = {each.end + 1 for each in sentence.numbers if each.kind == "rank"}  # ``thứ 40 cả nước (2018: 81%)``
    return any(
        opened < each.end and each.start < stop and each.start not in ranked
        and not (each.kind == "foremost" and _leads(reading, each, clause))
        and not _is_apart(sentence, figure.end, each.start)
        and not _is_held_against(sentence, each, figure)
        and not names_own(reading, each.end, figure.start)  # ``trong 63 tỉnh, … của tỉnh A cao nhất, đạt …``
        for kind in ("elsewhere", "some", "foremost") for each in sentence.of(kind)
    )  # fmt: skip


def _is_held_against(sentence: Sentence, other: Mention, figure: Number) -> bool:
    """Tell whether another place is only what comes before is held against: ``vượt mức cả nước, như …``."""
    is_than = any(_THAN_WHAT.fullmatch(sentence.text, each.end, other.start) for each in sentence.of("versus"))
    return is_than and bool(sentence.of("concept", other.end, figure.start))


def _is_of_country(reading: Reading, figure: Number) -> bool:
    """Tell whether the part of a sentence with a figure opens with the country, and names no place of its own."""
    sentence = reading.sentence
    whole = _NATIONAL.match(sentence.text, sentence.part_start(figure.start), figure.start)
    if whole is None or names_own(reading, whole.end(), figure.start):
        return False
    named = sentence.of("level", whole.end(), figure.start)
    return all(sentence.text.startswith(", thành", each.end) for each in named)  # ``08 tỉnh, thành``


def _closing(sentence: Sentence, clause: Clause) -> int:
    """Give where a clause ends, or the parenthesis in which its figure stands."""
    closed = sentence.text.find(")", clause.figure.end, clause.end) if clause.is_part else -1
    return clause.end if closed < 0 else closed


def _leads(reading: Reading, foremost: Mention, clause: Clause) -> bool:
    """Tell whether it is the province itself, or a unit of it, that leads: ``Sở Nội vụ dẫn đầu với 91%``."""
    sentence = reading.sentence
    units = (each for each in sentence.of("unit", clause.tight, clause.end) if each.value != "thành phố")
    return names_own(reading, clause.tight, foremost.start) or any(
        each.start == foremost.end + 1
        or (each.end < foremost.start and not any(commas(sentence, each.end, foremost.start)))
        for each in units
    )


def _is_apart(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether something else begins between two places: ``79%, có nơi …``, ``93,4% do ở một số xã …``."""
    begins = any(not _GOES_ON.match(sentence.text, at) for at in commas(sentence, start, end))
    return begins or _REASON.search(sentence.text, start, end) is not None


def _names_other(
    province: str | None, words: str, start: int = 0, end: int | None = None, place: int = 0,
    asides: Sequence[tuple[int, int]] = (),
) -> bool:  # fmt: skip
    """Tell whether words as printed name a province other than that of the document, where that is known."""
    spots = named_provinces(words, start, end) if province else []
    named = [each for each in spots if not any(first <= each.start < last for first, last in asides)]
    beside = -1
    others: list[int] = []
    for spot in named:
        if _IN_NAME.search(words, max(0, spot.start - _NAMED_BEFORE), spot.start):
            continue
        is_listed = beside >= 0 and _AND.fullmatch(words, beside, spot.start)  # ``sau tỉnh A và tỉnh B``
        if spot.start >= place and (is_listed or _BESIDE.search(words, place, spot.start)):
            beside = spot.end
        elif spot.phrase != province:
            others.append(spot.start)
        elif spot.end <= place:
            others.clear()  # ``tại tỉnh A, … của tỉnh này``
    return bool(others)


def ranked_body(sentence: Sentence, figure: Number) -> str:
    """Give the kind of district or commune that is ranked or scored: ``Huyện xếp thứ 5/21``; else nothing."""
    text = sentence.text
    ends = {each.end for each in sentence.of("concept", 0, figure.start) if each.part == "index"}
    signs = ";:" if text.rfind("(", 0, figure.start) < text.rfind(")", 0, figure.start) else ";:("
    opened = max(text.rfind(sign, 0, figure.start) + 1 for sign in signs)
    for unit in reversed(sentence.of("unit", opened, figure.start)):
        opens = _PART_OPENS.search(text, opened, unit.start) and not text.endswith("tỉnh, ", 0, unit.start)
        is_ranked = opens and _STANDS.match(text, unit.end, figure.start)
        is_owner = any(_OF.fullmatch(text, end, unit.start) for end in ends)
        is_other = _OTHER.search(text, unit.end, figure.start) or unit.value not in lists()["local_body"]
        if (is_ranked or is_owner) and not is_other:
            return unit.value
    return ""


def _is_bar(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is the bar for those who answer for it: ``phê bình các xã có tỷ lệ … dưới 50%``."""
    whose = _OF_WHOM.search(sentence.text, 0, figure.start)
    if not whose or not any(whose.start() < each.start <= figure.end + 1 for each in sentence.of("bound")):
        return False
    end = whose.start()
    named = (each for each in sentence.mentions if each.end == end and each.phrase not in lists()["whole"])
    those = any(each.kind == "level" or each.value == "agency" for each in named)
    is_due = _THEN.match(sentence.text, figure.end)  # ``cơ quan có chỉ số dưới 80% phải …``
    answers = sentence.of("answers", sentence.part_start(end), end)
    return whose[0].startswith(" nếu") or bool(those and (is_due or answers))


@lru_cache(maxsize=1)
def _province_keys() -> dict[str, str]:
    return province_names(provinces())


def is_of_others(node: Node, province: str | None) -> bool:
    """Tell whether the lead, the heading, the row or the head of a node says that its figures are none of its own.

    They are those of another province, a norm for all, what others are asked for, or a scale of marks.
    """
    cell = node.cell or NO_CELL
    said = [fold(node.intro), *node.headings[:1], *([fold(node.caption)] if node.cell else ()), *cell.heads]
    beside = (*cell.labels, *cell.heads)  # ``Tỉnh A | 75%``, ``Bình quân vùng | 70%``
    return (
        not lists()["grades"].isdisjoint((*cell.labels[:1], *cell.heads))
        or any(has_cue(words, "elsewhere") for words in beside)
        or any(_province_keys().get(name_key(words), province) != province for words in beside)
        or any(has_cue(words, kind) for words in said for kind in ("norm", "criteria", "proposal"))
        or not lists()["proposal_head"].isdisjoint(node.headings)
        or _names_other(province, node.intro)
    )


def _tells_how_many_units(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is a number of units beyond a threshold, or that threshold: ``7 huyện đạt 100%``."""
    for units, threshold in pairwise(sentence.numbers):
        if figure.start not in (units.start, threshold.start):
            continue
        beside = (each for each in sentence.mentions if each.start == units.end + 1)
        named = max((each for each in beside if each.kind == "level" or each.value == "agency"), default=None)
        part = _COMPONENTS.match(sentence.text, units.end)
        if (
            named is None
            and part
            and threshold.kind == "percent"
            and sentence.of("bound", part.end(), threshold.start)
        ):
            return True  # ``04/08 lĩnh vực trên 90%``
        if named is None or threshold.kind not in ("percent", "score"):
            continue
        is_beyond = units.kind == "fraction" and sentence.text.endswith(" đạt ", named.end, threshold.start)
        is_beyond &= abs(units.figure.value - threshold.figure.value) > 1
        is_every = units.kind == "fraction" and units.figure.value == _WHOLE  # ``13/13 huyện đều có trên 60% …``
        if (
            units.kind == "count"
            or is_beyond
            or (not is_every and sentence.of("bound", named.end, threshold.start))
        ):
            return _CUTS.search(sentence.text, named.end, threshold.start) is None
    return False


def states_nothing(reading: Reading, clause: Clause, metric: str | None, nature: str) -> bool:
    """Tell whether a figure is a comparison, a fact told by the way, or of nothing that the field measures."""
    figure, text, sentence, lead = clause.figure, reading.text, reading.sentence, reading.lead(clause)
    is_aimed = figure.leads or sentence.of("aim", 0, figure.start)
    is_ranked = (reading.frame.kind, nature, figure.kind) == ("plan", "target", "rank")
    is_reached = is_ranked and sentence.of("told", 0, figure.start) and not is_aimed  # before the plan
    if (
        _tells_how_many_units(sentence, figure)
        or (
            not _measures_change(metric)
            and (is_comparison(sentence, lead) or (metric and is_change(sentence, lead.figure)))
        )
        or is_reached
        or _is_make_up(reading, clause)
        or _REST.match(text, figure.end)
        or (
            {*clause.clue.heads} == {"agency"}
            and figure.kind == "count"
            and _OF_THEM.search(text, 0, figure.start)
        )
        or (figure.kind == "count" and _BASE.search(text, 0, figure.start))
        or (sentence.reaching("beside", lead.figure.start) and not is_goal(sentence, clause.figure))
        or (metric in indices() and (_is_of_component(sentence, figure) or _is_no_total(metric, figure)))
        or (metric in indices() and figure.kind != "rank" and _ONE_OF.search(text, 0, figure.start))
    ):
        return True
    previous = reading.previous(clause) if clause.joined and {*clause.clue.heads} <= {"agency"} else None
    if previous and not clause.clue.acts and FOREIGN & {*previous.clue.heads[:1]}:
        return True  # ``Sở Xây dựng giải ngân 51%, Sở Công Thương 1,6%``
    if metric is None:
        is_share = figure.kind == "percent" or (figure.kind == "fraction" and "reform" in clause.clue.concepts)
        return not is_share or not _is_of_field(clause, nature, reading.node.cell is not None)
    if _OF_PLAN.match(text, figure.end) and not any("plan" in each.of for each in signatures_of(metric)):
        return True
    is_still = _STILL.search(text, 0, figure.start) or not _was_settled(reading, clause)
    is_pending = "late" in clause.clue.concepts and is_still  # ``còn 81 hồ sơ trễ hạn``
    is_whole = metrics()[metric].decimals or figure.figure.value.is_integer()
    is_of_some = not is_whole or sentence.of("per", clause.tight, figure.start)
    if figure.kind == "count" == metrics()[metric].unit and (is_of_some or is_pending):
        return True
    is_aim = (reading.frame.kind, nature, figure.kind) == ("plan", "target", "count")
    own_part = sentence.part_start(figure.start), figure.start
    is_set = sentence.of("planned", 0, figure.start) or sentence.of("aim", *own_part)
    return is_aim and metrics()[metric].better == "neutral" and len(text) > _LONGEST_CELL and not is_set


def _is_make_up(reading: Reading, clause: Clause) -> bool:
    """Tell whether a share only says how much of a count is of a level: ``1.828 thủ tục, cấp tỉnh chiếm 78%``."""
    previous, sentence = reading.previous(clause), reading.sentence
    if previous is None or (previous.figure.kind, clause.figure.kind) != ("count", "percent") or clause.clue.nouns:
        return False
    named = sentence.of("level", clause.tight, clause.figure.start)
    return any(each.phrase.startswith("cấp ") and reading.text.startswith(" chiếm ", each.end) for each in named)


def _was_settled(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause, or a statement before it, is of what was settled: else what is late may be open."""
    things, intro = clause.clue.nouns, fold(reading.node.intro)
    led = [clue_of(intro)] if has_cue(intro, "done") else []  # ``Hồ sơ đã giải quyết: 4.200 hồ sơ. Trong đó:``
    told = [*led, *(each.clue for each in reading.statements()), *(each.clue for each in reading.clauses)]
    return any(_SETTLED & each.concepts and (not (things and each.nouns) or things & each.nouns) for each in told)


def _is_no_total(metric: str, figure: Number) -> bool:
    """Tell whether a score is far below what an index is out of: a part of it, or by how much it changed."""
    scales = (part.scale for part in dimensions() if (part.metric, part.dimension) == (metric, "total"))
    scale = min(scales, default=0)
    is_low = scale > 1 and figure.figure.value < scale * _LEAST_OF_SCALE  # out of 1, a low score may be the total
    return is_low and figure.kind in ("score", "percent")


def _is_of_field(clause: Clause, nature: str, is_cell: bool) -> bool:
    """Tell whether a share that no metric fits is yet of a thing of the field, or of one that a plan aims at."""
    heads, acts, is_aim = {*clause.clue.heads}, clause.clue.acts, nature == "target"
    if is_aim and is_cell and not clause.clue.nouns:
        return True
    is_body = heads == {"agency"} and not acts and clause.clue.concepts & {"district", "commune"}
    if "afar" in heads or is_body:  # ``100% xã có cáp quang``
        return False
    heads -= {"measure"} if is_aim else {"measure", "other", "plan", "person", UNKNOWN}
    if heads == {"people"} and clause.clue.nouns <= {"people", "measure", *FOREIGN}:
        return False  # ``97% người dân có hồ sơ sức khỏe điện tử``
    is_known = bool(heads) and (heads != {UNKNOWN} or bool(acts))
    return is_known or "reform" in clause.clue.concepts  # ``hoàn thành 100% kế hoạch cải cách hành chính``


def _is_of_component(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is of a part of an index: ``PAPI nội dung “Quản trị điện tử” đạt 3,45 điểm``."""
    opened, colon = sentence.part_start(figure.start), sentence.text.rfind(": ", 0, figure.start)
    indexed = [each.start for each in sentence.of("concept", 0, figure.start) if each.part == "index"]
    if listed := _PARTS_LISTED.search(sentence.text, 0, figure.start):
        return not any(start > listed.end() for start in indexed)
    if any(start >= colon for start in indexed):
        opened = max(opened, colon)  # ``phân tích chỉ số thành phần PCI …: PCI năm 2023 là …``
    index = next((start for start in indexed if start >= opened), 0)
    parts = PART_OF_INDEX.finditer(sentence.text, opened, figure.start)
    return any(part.start() > index or part[0].startswith("chỉ số") for part in parts)


def _measures_change(metric: str | None) -> bool:
    """Tell whether a metric is itself a rise or a cut, so that a figure after ``giảm`` is its value."""
    is_step = metric is not None and bool(metrics()[metric].step_of)
    return is_step or any(_OF_CHANGE & group for each in signatures_of(metric) for group in each.must)
