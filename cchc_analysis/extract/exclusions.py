"""Tells which figures state nothing: a comparison, another place, a sanction, what is not of the field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_analysis.catalog import dimensions, either, either_of, fold, indices, lists, metrics, name_key, provinces
from cchc_analysis.catalog.spotting import Spot, Spotter
from cchc_analysis.extract.analysis import Sentence, has_cue
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

_MORE = re.compile(r"[^,;.\d]* so với\b")
_AGAINST = re.compile(r" so với (?!tổng|kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|nhiệm vụ)")
MARGIN = re.compile(
    r"\b(?:hơn|kém) (?:cùng kỳ|(?:(?:cuối|đầu|cùng) )?(?:năm|quý|tháng|kỳ) (?:trước|ngoái|20\d\d|[ivx]+|\d\d?))"
    r"(?: (?:đó|được|là|gần|tới|chừng|khoảng|trên|hơn))* $|, (?:hơn|kém) (?:tới|đến|những) $"
    r"|(?:^|[,;(] ?|\d%? |\bđiểm |\b(?:cao|thấp|nhiều|ít|là|vẫn|còn) )(?:hơn|kém) (?=[^\W\d]+ [^\W\d])"
    r"(?:(?! (?:đạt|là|có|với|từ)\b)[^,;:\d])+(?<!con số )(?<!mức )$"
)
"""Before by how much a figure differs: ``hơn năm 2022 0,65 điểm``, ``hơn bình quân cả nước 3,8 điểm``."""
_BESIDE = re.compile(rf"\b(?:{either(lists()['held_against'])})(?: tỉnh| thành phố| các tỉnh)? $", re.IGNORECASE)
"""Before a province that the own one is held against: ``đứng thứ 2, sau Hải Phòng``."""
_AND = re.compile(r"(?:,| và|, và) (?:tỉnh |thành phố )?")
_IN_NAME = re.compile(
    rf"\b(?<!cấp )(?<![Cc]ác )(?<!, )(?i:{either(lists()['local_body'] - {'thành phố'})}|đường|trường) $"
)
"""Before the name of a province that a unit bears: ``phường Hà Nam``."""
_REGION = rf" \(?(?:{either(lists()['region'])})\b(?! (?:một cửa|trung tâm|sâu|xa|nông thôn|miền núi|biên giới)\b)"
_OF_REGION = re.compile(rf"(?:/\d+)?(?: điểm)?(?: \(?(?!và\b|nhưng\b)[^\W\d]+){{0,5}}?{_REGION}")
_IN_REGION = re.compile(rf"(?:,|\b(?:trong|ở|tại)(?: [^\s,;:()]+){{0,4}}?){_REGION}[^;:()\d]*$")
_OF_FEW = re.compile(
    r"(?:\d+|thứ [^\W\d]+)(?:/| (?:trong|trên)(?: số| tổng số)? )(\d+)\b"
    rf"(?! (?:sở|cơ quan|đơn vị|{either(lists()['local_body'] - {'thành phố'})})\b)"
)
_NATIONAL = re.compile(rf"\W*(?:(?:tính|xét|bình quân|trung bình|chung|ở) )*(?:{either(lists()['country'])})\b")
_OF_CHANGE = frozenset({"cut", "simplify", "streamline", "increase"})
_SETTLED = frozenset({"settle", "complete", "on_time", "early"})
_BEFORE_FACT = re.compile(
    r"\d(?:,? (?:lượt|cán bộ|công chức|viên chức|người))+ của $|\bmột trong\b[^,;:]*$"
    r"|\d [^,;:.\d%]+, cấp (?:tỉnh|huyện|xã) chiếm (?:\w+ )?$"
)
"""Before what is told by the way: ``140 lượt cán bộ của 45 cơ quan``, ``là một trong 13 địa phương trên 90%``."""
_OF_REST = re.compile(
    r"(?: [^\W\d]+){0,3} còn lại\b| (?:so với )?kế hoạch\b(?:(?! là| ở mức)[^;,.\d])*(?:[;,.)]|$)"
)
"""Behind a share of the rest, or of what was planned: ``đạt 95% kế hoạch``."""
_WHOSE = re.compile(
    rf"(?:(?<!tỉnh), |trong đó |riêng |^)\W*$|\b(?:{either_of('index')})(?: \([^()]*\))?(?: năm \d{{4}})? của $"
)
_LEAST_OF_SCALE, _WHOLE = 0.25, 100
_NAMED_BEFORE = 20  # letters
_OF_WHOM = re.compile(r" (?:nếu|có)\b[^,;]*$")
_THEN = re.compile(r"(?: điểm)? (?:phải|bị|thì)\b")
_CUTS = re.compile(r"[,;:()](?! thành\b)| và ")
_HELD = re.compile(r"(?:, nơi [^;]*|\([^)]*)$")
"""Up to where figures are of a place: ``tỉnh Quảng Ninh, nơi có 97% …``, ``Đồng Tháp (hạng 2, 72 điểm)``."""
_PARTS_LISTED = re.compile(
    rf"\b(?:(?:các|những|từng|\d+) (?:{either(lists()['component'])})(?: [^\W\d]+){{0,3}}?"
    r"(?:(?:, tỉnh)? có|: |,? như| gồm)"
    rf"|(?:mảng|thành phần|{either(lists()['component'])}) [^,;.\d]+ (?:trong|thuộc) (?:bộ )?chỉ số )"
)
"""Opens a list of parts of an index: ``trong các chỉ số thành phần có …``; or names one: ``mảng … trong …``."""


def is_change(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure says by how much something rises or falls (``tăng 5%``, ``0,4 điểm phần trăm``)."""
    return "điểm" in figure.figure.printed or sentence.reaching("change", figure.start) is not None


def is_comparison(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a figure says only how something differs from another (``hơn cả nước 5%``)."""
    text, figure = sentence.text, clause.figure
    if figure.kind == "rank":
        return False
    is_passed = sentence.reaching("rises", figure.start) and _MORE.match(text, figure.end)
    margin = MARGIN.search(text, clause.start, figure.start)  # a goal in ``thấp hơn kế hoạch năm 75%``
    is_margin = margin and ("kém " in margin[0] or not is_goal(sentence, figure))
    return bool(is_passed or _AGAINST.match(text, figure.end) or is_margin)


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


def is_regional(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a rank is one among the provinces of a region: ``đứng thứ 3 khu vực``."""
    text, figure = sentence.text, clause.figure
    opened = sentence.part_start(figure.start)
    is_told = _OF_REGION.match(text, figure.end) or _IN_REGION.search(text, opened, figure.start)
    few = _OF_FEW.match(text, figure.start)  # provinces: a province that went into another counts no more
    is_few = few is not None and int(few[1]) < len({each.successor for each in provinces().values()})
    return figure.kind == "rank" and bool(is_told or (is_few and not ranked_body(sentence, figure)))


def is_rule(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a figure is a norm for all, what others are asked for, or the bar of a sanction."""
    text, figure, part = sentence.text, clause.figure, sentence.part_start(clause.figure.start)
    told = next((each.start for each in sentence.numbers), 0)  # ``95%, vượt mức Chính phủ giao (90%); cấp xã 97%``
    norms = (each.start for each in sentence.of("norm", 0, figure.start))
    if any(at < told or at >= part for at in norms) or sentence.of("proposal", 0, figure.start):
        return True
    bound = next((each.start for each in sentence.of("bound", part) if each.end == figure.start - 1), part)
    is_due = sentence.of("answers", part, bound) or _THEN.match(text, figure.end)
    is_bar = is_due and _OF_WHOM.search(text, part, bound)  # ``phê bình các xã có tỷ lệ … dưới 50%``
    return bool(is_bar or sentence.of("sanction", figure.end, _closing(sentence, clause)))


def names_own(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the document's own province is named between two places of a sentence."""
    named = reading.words[slice(*reading.sentence.span(start, end))] if start < end else ""
    return bool(reading.province) and str(reading.province) in named


def is_elsewhere(reading: Reading, clause: Clause) -> bool:
    """Tell whether a figure is of another place: of a province, the country, units without a name."""
    sentence, figure = reading.sentence, clause.figure
    opened, stop = _own_words(sentence, clause)
    if figure.kind != "rank" and _names_others(reading, clause, opened, stop):
        return True
    # ``(tỉnh A khuyết dữ liệu)``, not ``Một số tỉnh (như tỉnh A) đạt …``
    told = (each for each in sentence.aside_spans if not sentence.text.startswith("(như ", each[0]))
    asides = [sentence.span(*each) for each in told]
    named = named_provinces(reading.words, *sentence.span(opened, stop)) if reading.province else []
    named = [each for each in named if not any(first <= each.start < last for first, last in asides)]
    return _names_other(reading.province, reading.words, named, sentence.span(figure.start, stop)[0])


def _own_words(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """Give from where to where words may say whose a figure is: up to what it is held against."""
    opened, figure, end = clause.start, clause.figure, _closing(sentence, clause)
    part = sentence.part_start(figure.start)
    whole = _NATIONAL.match(sentence.text, part, figure.start)
    if whole and not sentence.of("level", whole.end(), figure.start):
        opened = part  # ``Tính chung cả nước, … 25%, … 66%``
    if held := _HELD.search(sentence.text, 0, figure.start):
        opened = min(opened, max(0, held.start() - _NAMED_BEFORE))
    return opened, min([end, *(each.start for each in sentence.of("versus", figure.end, end))])


def _names_others(reading: Reading, clause: Clause, opened: int, stop: int) -> bool:
    """Tell whether words beside a figure name the country, a ministry or some of its units."""
    sentence, figure = reading.sentence, clause.figure
    ranked = {each.end + 1 for each in sentence.numbers if each.kind == "rank"}  # ``thứ 40 cả nước (2018: 81%)``
    return bool(sentence.reaching("ministry", figure.start, clause.tight)) or any(
        opened < each.end and each.start < stop and each.start not in ranked
        and not (any(commas(sentence, figure.end, each.start)) or " do " in sentence.text[figure.end : each.start])
        # ``vượt mức cả nước, như số hóa đạt 82%``
        and not (sentence.of("versus", opened, each.start) and sentence.of("concept", each.end, figure.start))
        and not names_own(reading, each.end, figure.start)  # ``trong 63 tỉnh, … của tỉnh A cao nhất, đạt …``
        for kind in ("elsewhere", "some") for each in sentence.of(kind)
    )  # fmt: skip


def _closing(sentence: Sentence, clause: Clause) -> int:
    """Give where a clause ends, or the parenthesis in which its figure stands."""
    closed = sentence.text.find(")", clause.figure.end, clause.end) if clause.is_part else -1
    return clause.end if closed < 0 else closed


def _names_other(province: str | None, words: str, named: Sequence[Spot], place: int = 0) -> bool:
    """Tell whether a province among those named in words, up to a figure and behind it, is another than one."""
    beside, is_other = -1, False
    for spot in named:
        is_listed = beside >= 0 and _AND.fullmatch(words, beside, spot.start)  # ``sau tỉnh A và tỉnh B``
        if _IN_NAME.search(words, max(0, spot.start - _NAMED_BEFORE), spot.start):
            continue
        if spot.start >= place and (is_listed or _BESIDE.search(words, place, spot.start)):
            beside = spot.end
        elif spot.phrase != province or spot.end <= place:
            is_other = spot.phrase != province  # ``tại tỉnh A, … của tỉnh này``
    return is_other


def ranked_body(sentence: Sentence, figure: Number) -> str:
    """Give the kind of district or commune that is ranked or scored: ``Huyện xếp thứ 5/21``; else nothing."""
    opened = max(sentence.text.rfind(sign, 0, figure.start) + 1 for sign in ";:")
    for unit in reversed(sentence.of("unit", opened, figure.start)):
        if unit.value in lists()["local_body"] and _WHOSE.search(sentence.text, opened, unit.start):
            return unit.value
    return ""


_province_keys = cache(lambda: province_names(provinces()))


def is_of_others(node: Node, province: str | None) -> bool:
    """Tell whether what stands over or beside a node says that its figures are another's, a norm or marks."""
    cell = node.cell or NO_CELL
    said = [fold(node.intro), *node.headings[:1], *([fold(node.caption)] if node.cell else ()), *cell.heads]
    beside = (*cell.labels, *cell.heads)  # ``Tỉnh A | 75%``, ``Bình quân vùng | 70%``
    return (
        not lists()["grades"].isdisjoint((*cell.labels[:1], *cell.heads))
        or any(has_cue(words, "elsewhere") for words in beside)
        or any(_province_keys().get(name_key(words), province) != province for words in beside)
        or any(has_cue(words, kind) for words in said for kind in ("norm", "criteria", "proposal"))
        or not lists()["proposal_head"].isdisjoint(node.headings)
        or bool(province and _names_other(province, node.intro, named_provinces(node.intro)))
    )


def _tells_how_many_units(sentence: Sentence, figure: Number) -> bool:
    """Tell whether a figure is a number of units beyond a threshold, or that threshold: ``7 huyện đạt 100%``."""
    for units, threshold in pairwise(sentence.numbers):
        is_some = units.kind == "count" or (units.kind == "fraction" and units.figure.value != _WHOLE)
        if not is_some or figure not in (units, threshold) or threshold.kind not in ("percent", "score"):
            continue
        for each in sentence.mentions:
            is_unit = each.kind == "level" or each.value == "agency" or each.phrase == "lĩnh vực"
            between = sentence.text[each.end : threshold.start]
            if is_unit and each.start == units.end + 1 and not _CUTS.search(between):
                is_bounded = between.endswith(" đạt ") or sentence.of("bound", each.end, threshold.start)
                return units.kind == "count" or bool(is_bounded)
    return False


def states_nothing(reading: Reading, clause: Clause, metric: str | None, nature: str) -> bool:
    """Tell whether a figure is a comparison, a fact told by the way, or of nothing that the field measures."""
    figure, sentence, lead, text = clause.figure, reading.sentence, reading.lead(clause), reading.text
    is_cut = _OF_CHANGE & clause.clue.concepts  # ``giảm 40% thời gian``, which no metric is of
    is_of_plan = any("plan" in each.of for each in signatures_of(metric))
    if (
        (not _measures_change(metric) and is_comparison(sentence, lead))
        or (not _measures_change(metric) and (metric or not is_cut) and is_change(sentence, lead.figure))
        or (sentence.reaching("beside", lead.figure.start) and not is_goal(sentence, figure))
        or (metric in indices() and (_is_of_component(sentence, clause) or _is_no_total(metric, figure)))
        or (metric and not is_of_plan and _OF_REST.match(text, figure.end))
        or _tells_how_many_units(sentence, figure)
        or _BEFORE_FACT.search(text, 0, figure.start)
    ):
        return True
    previous = reading.previous(clause) if clause.joined and {*clause.clue.heads} <= {"agency"} else None
    if previous and not clause.clue.acts and FOREIGN & {*previous.clue.heads[:1]}:
        return True  # ``Sở Xây dựng giải ngân 51%, Sở Công Thương 1,6%``
    if metric is None:
        is_share = figure.kind == "percent" or (figure.kind == "fraction" and "reform" in clause.clue.concepts)
        return not is_share or not _is_of_field(clause, nature)
    return _is_by_the_way(reading, clause, metric, nature)


def _is_by_the_way(reading: Reading, clause: Clause, metric: str, nature: str) -> bool:
    """Tell whether a rank or count is that before a plan, of what is late yet, or none that a plan sets."""
    sentence, figure, measured = reading.sentence, clause.figure, metrics()[metric]
    of_plan = (reading.frame.kind, nature) == ("plan", "target")
    if figure.kind == "rank":
        return of_plan and bool(sentence.of("told", 0, figure.start)) and not figure.leads
    if not figure.kind == "count" == measured.unit:
        return False
    told = *(each.clue for each in reading.statements()), *(each.clue for each in reading.clauses)
    is_settled = any(_SETTLED & each.concepts for each in (clue_of(fold(reading.node.intro)), *told))
    is_open = not is_settled or sentence.reaching("still", figure.start)
    is_pending = "late" in clause.clue.concepts and is_open  # ``còn 81 hồ sơ trễ hạn``
    is_of_some = not figure.figure.value.is_integer() or sentence.of("per", clause.tight, figure.start)
    own_part = sentence.part_start(figure.start), figure.start
    is_set = sentence.of("planned", 0, figure.start) or sentence.of("aim", *own_part)
    is_own = is_set or measured.better != "neutral" or reading.node.cell
    return bool(is_pending or is_of_some or (of_plan and not is_own))


def _is_no_total(metric: str, figure: Number) -> bool:
    """Tell whether a score is far below what an index is out of: a part of it, or by how much it changed."""
    scales = (part.scale for part in dimensions() if (part.metric, part.dimension) == (metric, "total"))
    scale = min(scales, default=0)  # out of 1, a low score may be the total
    return figure.kind in ("score", "percent") and figure.figure.value < scale * _LEAST_OF_SCALE and scale > 1


def _is_of_field(clause: Clause, nature: str) -> bool:
    """Tell whether a share that no metric fits is yet of a thing of the field, or of one that a plan aims at."""
    heads, is_aim = {*clause.clue.heads}, nature == "target"
    is_body = heads == {"agency"} and clause.clue.concepts & {"district", "commune"}
    if "afar" in heads or is_body:  # ``100% xã có cáp quang``
        return False
    heads -= {"measure"} if is_aim else {"measure", "other", "plan", "person", UNKNOWN}
    if heads == {"people"} and clause.clue.nouns <= {"people", "measure", *FOREIGN}:
        return False  # ``97% người dân có hồ sơ sức khỏe điện tử``
    is_known = bool(heads) and (heads != {UNKNOWN} or bool(clause.clue.acts))
    return is_known or "reform" in clause.clue.concepts  # ``hoàn thành 100% kế hoạch cải cách hành chính``


def _is_of_component(sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a figure is of a part of an index: ``PAPI nội dung “Quản trị điện tử” đạt 3,45 điểm``."""
    figure = clause.figure
    if clause.clue.heads[:1] == ("pillar",):
        return True
    opened, colon = sentence.part_start(figure.start), sentence.text.rfind(": ", 0, figure.start)
    indexed = [each.start for each in sentence.of("concept", 0, figure.start) if each.part == "index"]
    if listed := _PARTS_LISTED.search(sentence.text, 0, figure.start):
        return not any(start > listed.end() for start in indexed)
    if indexed and indexed[-1] >= colon:
        opened = max(opened, colon)  # ``phân tích chỉ số thành phần PCI …: PCI năm 2023 là …``
    index = next((start for start in indexed if start >= opened), 0)
    parts = PART_OF_INDEX.finditer(sentence.text, opened, figure.start)
    return any(part.start() > index or part[0].startswith("chỉ số") for part in parts)


def _measures_change(metric: str | None) -> bool:
    """Tell whether a metric is itself a rise or a cut, so that a figure after ``giảm`` is its value."""
    is_step = metric is not None and bool(metrics()[metric].step_of)
    return is_step or any(_OF_CHANGE & group for each in signatures_of(metric) for group in each.must)
