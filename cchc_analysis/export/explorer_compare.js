// The compare view: figures of one metric and one base side by side; what only looks alike is refused.

const MOST_LINES = 120;
const MOST_CHOSEN = 8;
const MOST_PAIRS = 6;
const NONE = "-";
const BELOW = ["=", ">=", ">"], ABOVE = ["=", "<=", "<"];

const rowsOfMetric = grouped(ROWS, (row) => row.metric);

function valuedRows(rows) {
  return rows.filter((row) => row.value !== null);
}

function provincesOf(rows) {
  return unique(rows.map((row) => row.province)).length;
}

/** Counts the provinces that give a figure among some rows. */
function speaking(rows) {
  return provincesOf(valuedRows(rows));
}

/** Compares two keys part by part. */
function firstDifference(a, b) {
  return a.map((each, at) => each - b[at]).find((each) => each) ?? 0;
}

/** Gives the bases of a metric: its own first if it has figures, then by provinces with a figure, figures, provinces. */
function basesOf(metric) {
  const found = grouped(rowsOfMetric.get(metric) ?? [], (row) => row.scope);
  const weight = ([scope, rows]) => {
    const said = speaking(rows);
    return [scope === "standard" && said > 0, said, valuedRows(rows).length, provincesOf(rows)];
  };
  const keyed = [...found].map((each) => [weight(each), each[0]]);
  return keyed.sort((a, b) => firstDifference(b[0], a[0])).map((each) => each[1]);
}

/** Gives the metric that most provinces give a figure for on one base. */
function widestMetric() {
  const count = (metric) => speaking(rowsOfMetric.get(metric).filter((row) => row.scope === basesOf(metric)[0]));
  const said = METRICS.filter((each) => rowsOfMetric.has(each)).map((metric) => [metric, count(metric)]);
  return said.sort((a, b) => b[1] - a[1])[0][0];
}

function chosen(key, all, most = all.length) {
  if (state[key] === NONE) return [];
  return state[key] === "" ? all.slice(0, most) : all.filter((each) => state[key].split("|").includes(each));
}

/** Gives the provinces to offer, those that give a figure on this base first. */
function offered(rows) {
  const said = new Set(rows.map((row) => row.province));
  return [...PROVINCES.filter((name) => said.has(name)), ...PROVINCES.filter((name) => !said.has(name))];
}

function showCompare() {
  if (!rowsOfMetric.has(state.of)) state.of = widestMetric();
  const bases = basesOf(state.of);
  if (!bases.includes(state.base)) state.base = bases[0];
  const scope = state.beside.startsWith("base:") ? state.beside.slice(5) : "";
  if (state.beside === state.of || scope === state.base || (scope && !bases.includes(scope))) state.beside = "";
  const rows = rowsOfMetric.get(state.of).filter((row) => row.scope === state.base);
  const levels = DATA.levels.filter((level) => rows.some((row) => row.level === level));
  const provinces = offered(rows);
  const asked = { provinces: chosen("only", provinces, MOST_CHOSEN), levels: chosen("at", levels, levels.length) };
  const wanted = rows.filter((row) => asked.provinces.includes(row.province) && asked.levels.includes(row.level));
  showChoice(bases, provinces, levels, asked);
  showRefusal();
  const drawn = inOrder(wanted).slice(0, MOST_LINES);
  at("drawn").textContent = drawnWords(drawn, wanted.length);
  drawChart(chartSpec(chartRows(drawn, wanted, asked), chartHead(), chartCaption(drawn),
    DATA.metrics[state.of].unit, Math.min(at("chart").clientWidth, 1000)));
  showReadings(drawn);
  showSection("compared", "compared_head", drawn);
  const others = rowsOfMetric.get(state.of)
    .filter((row) => row.scope !== state.base && asked.provinces.includes(row.province));
  showSection("otherbases", "otherbases_head", inOrder(others), say("otherbases_why"));
  showLookalikes();
}

/** Says how many figures and aims are drawn, and what is left out. */
function drawnWords(drawn, wanted) {
  if (drawn.length < wanted) return say("drawn_many", { n: number(wanted), limit: MOST_LINES });
  const figures = valuedRows(drawn);
  const aims = drawn.length - figures.length;
  if (aims && !figures.length) return say("drawn_only_aims", { aims, provinces: provincesOf(drawn) });
  const words = say("drawn", { n: figures.length, provinces: provincesOf(figures) });
  return aims ? `${words} ${say("drawn_aims", { aims })}` : words;
}

/** Orders rows by level and nature, then province and year. */
function inOrder(rows) {
  const key = (row) => [DATA.levels.indexOf(row.level), NATURES.indexOf(row.nature), PROVINCES.indexOf(row.province), row.year];
  const keyed = rows.map((row) => [key(row), row]);
  return keyed.sort((a, b) => firstDifference(a[0], b[0])).map((each) => each[1]);
}

function showChoice(bases, provinces, levels, asked) {
  const form = at("choice");
  const named = (metric) => {
    const n = speaking(rowsOfMetric.get(metric));
    return [metric, `${metricName(metric)} (${n})`];
  };
  const groups = DATA.areas.map((area) => ({ label: say(area),
    pairs: METRICS.filter((metric) => rowsOfMetric.has(metric) && DATA.metrics[metric].area === area).map(named) }));
  fillSelect(form.of, groups.filter((group) => group.pairs.length), state.of);
  fillSelect(form.base, bases.map((scope) => [scope, scopeName(scope)]), state.base);
  fillBoxes("only", provinces, asked.provinces, (name) => name);
  fillBoxes("at", levels, asked.levels, (level) => say(`head_${level}`));
  const others = METRICS.filter((metric) => metric !== state.of).map((metric) => [metric, metricName(metric)]);
  const rest = bases.filter((scope) => scope !== state.base).map((scope) => [`base:${scope}`, scopeName(scope)]);
  fillSelect(form.beside, [["", say("beside_nothing")],
    ...(rest.length ? [{ label: say("beside_bases"), pairs: rest }] : []),
    { label: say("beside_metrics"), pairs: others }], state.beside);
}

/** Shows a box a value; those that stand already are kept, so that the focus stays where it is. */
function fillBoxes(key, all, asked, name) {
  const host = at(key);
  const same = [...host.querySelectorAll("input")].map((box) => box.value).join("|") === all.join("|");
  if (!same) {
    host.replaceChildren(...all.map((value) => make("label", {},
      make("input", { type: "checkbox", name: key, value }), make("span"))));
  }
  for (const box of host.querySelectorAll("input")) {
    box.checked = asked.includes(box.value);
    box.nextSibling.textContent = name(box.value);
  }
}

/** Says why a measure that was asked for is not drawn beside the one chosen. */
function refusal(of, base, beside) {
  if (beside.startsWith("base:")) {
    return say("refused_base", { a: scopeName(base), b: scopeName(beside.slice(5)) });
  }
  const names = { a: metricName(of), b: metricName(beside) };
  const family = DATA.lookalikes.find((each) => each.metrics.includes(of) && each.metrics.includes(beside));
  if (family) return say("refused_lookalike", { ...names, reason: family[state.lang] });
  const [unit_a, unit_b] = [of, beside].map((metric) => say(`axis_${DATA.metrics[metric].unit}`).toLowerCase());
  return unit_a === unit_b ? say("refused_metric", names) : say("refused_unit", { ...names, unit_a, unit_b });
}

function showRefusal() {
  at("refusal").replaceChildren(...(state.beside
    ? [make("strong", {}, say("refused")), ` ${refusal(state.of, state.base, state.beside)}`] : []));
}

/** Gives the lines of the chart: a head a level and nature, its figures, then the provinces that give none of those wanted. */
function chartRows(rows, wanted, asked) {
  const lines = [];
  let head = "";
  for (const row of rows) {
    const own = `${say(`head_${row.level}`)}: ${say(`head_${row.nature}`)}`;
    if (own !== head) lines.push({ kind: "head", text: own });
    head = own;
    lines.push({ kind: "figure", label: row.province, row });
  }
  const silent = asked.provinces.map((name) => [name, missing(name, wanted, asked.levels)]).filter((each) => each[1]);
  if (silent.length) lines.push({ kind: "head", text: say("no_figure_head") });
  return [...lines, ...silent.map(([label, text]) => ({ kind: "none", label, text }))];
}

/** Says what a province does not give of what is drawn; empty where it gives all of it. */
function missing(province, rows, levels) {
  const own = rows.filter((row) => row.province === province);
  if (!own.length) return say(whyMissing(rowsOfMetric.get(state.of).filter((row) => row.province === province)));
  const named = levels.filter((level) => level !== "all");
  const lacks = named.filter((level) => rows.some((row) => row.level === level) && !own.some((row) => row.level === level));
  const isSplit = own.some((row) => row.level !== "all");
  return lacks.length && isSplit ? say("no_figure_levels", { levels: lacks.map((level) => say(`level_${level}`)).join(", ") }) : "";
}

/** Tells why none of a province's rows of the metric is drawn: they are of other levels, of other bases, or there is none. */
function whyMissing(rows) {
  if (rows.some((row) => row.scope === state.base)) return "no_figure_chosen";
  return rows.length ? "no_figure_base" : "no_figure";
}

function chartHead() {
  const own = say("base_measured", { base: scopeName("standard"), measures: DATA.metrics[state.of].measures });
  const base = state.base === "standard" ? own : scopeName(state.base);
  return [metricName(state.of), `${say("base")}: ${base}`, say("chart_key")];
}

/** Names the provinces, with the year, of which one figure is said of several levels together. */
function pooled(rows) {
  const stated = valuedRows(rows).filter((row) => row.basis === "stated");
  const said = grouped(stated, (row) => [row.document, row.statement, row.value, row.period].join("|"));
  const several = [...said.values()].filter((each) => unique(each.map((row) => row.level)).length > 1);
  return unique(several.map(([row]) => `${row.province} ${row.year}`)).join(", ");
}

/** Gives the sentences under the chart: what it may be read for, n, units and sources. */
function chartCaption(rows) {
  const valued = valuedRows(rows);
  const told = [
    provincesOf(rows) > 1 && say("chart_no_ranking"),
    speaking(rows) > 1 && valued.some((row) => row.comparator !== "=") && say("chart_floors"),
    rows.some((row) => row.nature === "actual") && say("chart_results"),
    rows.some((row) => row.basis !== "stated") && say("chart_derived"),
    pooled(rows) && say("chart_pooled", { provinces: pooled(rows) }),
    state.base === "eligible" && say("chart_eligible"),
    state.of === "online_payment_transaction_rate" && say("two_provinces_payment_note"),
    say("before_reorganisation"),
    rows.some((row) => row.outlives) && say("chart_districts"),
    valued.length > 0 && say("chart_n", { n: valued.length }),
  ];
  const sources = unique(rows.map((row) => row.document)).map(source).join("; ");
  return [told.filter(Boolean).join(" "), ...(sources ? [say("source", { documents: sources })] : [])];
}

/** Says how two figures of different provinces may stand together, the rule of `gaps`. */
function verdict(a, b) {
  if (a.nature !== b.nature) return "target against actual";
  if (a.scope !== b.scope) return "scope differs";
  return a.year === b.year ? "same" : "year differs";
}

/** Says what the difference of two figures bounds, the rule of `gaps`. */
function reading(a, b) {
  const least = BELOW.includes(a.comparator) && ABOVE.includes(b.comparator);
  const most = ABOVE.includes(a.comparator) && BELOW.includes(b.comparator);
  return least && most ? "exact" : least ? "least" : most ? "most" : "open";
}

/** Gathers the pairs of provinces among some rows by how they may be read. */
function readings(rows) {
  const valued = valuedRows(rows);
  const found = new Map();
  for (const a of valued) {
    for (const b of valued) {
      if (a.level !== b.level || PROVINCES.indexOf(a.province) >= PROVINCES.indexOf(b.province)) continue;
      const said = verdict(a, b);
      const isOne = said === "same" || said === "year differs";
      const key = isOne ? `${said}|${reading(a, b)}` : `${said}|`;
      found.set(key, (found.get(key) ?? new Set()).add(`${a.province} − ${b.province}`));
    }
  }
  return found;
}

function showReadings(rows) {
  const found = [...readings(rows)].sort();
  const line = ([key, pairs]) => {
    const [said, how] = key.split("|");
    const named = [...pairs].slice(0, MOST_PAIRS).join("; ");
    const more = pairs.size > MOST_PAIRS ? ` ${say("readings_more", { n: pairs.size - MOST_PAIRS })}` : "";
    const words = [say(`verdict_${said}`), ...(how ? [say(`reading_${how}`)] : [])].join("; ");
    return make("li", { "data-verdict": said }, make("strong", {}, words), `: ${named}${more}`);
  };
  const body = found.length ? make("ul", {}, ...found.map(line)) : make("p", {}, say(speaking(rows) ? "readings_none" : "readings_nobody"));
  at("readings").replaceChildren(make("h2", {}, say("readings_head")), body);
}

function showSection(id, head, rows, why = "") {
  const parts = [make("h2", {}, say(head)), ...(why ? [make("p", { class: "note" }, why)] : []), rowsTable(rows, false)];
  at(id).replaceChildren(...(rows.length ? parts : []));
}

/** Lists the metrics that look like the one chosen, and why they are not joined with it. */
function showLookalikes() {
  const link = (metric) => make("button", { type: "button", class: "link", onclick: () =>
    choose({ of: metric, base: "", only: "", at: "", beside: "" }, "choice") }, metricName(metric));
  const item = (family) => {
    const others = family.metrics.filter((metric) => metric !== state.of && rowsOfMetric.has(metric));
    return make("li", {}, family[state.lang], make("ul", {}, ...others.map((each) => make("li", {}, link(each)))));
  };
  const families = DATA.lookalikes.filter((family) => family.metrics.includes(state.of));
  at("lookalikes").replaceChildren(...(families.length
    ? [make("h2", {}, say("lookalikes_head")), make("ul", {}, ...families.map(item))] : []));
}
