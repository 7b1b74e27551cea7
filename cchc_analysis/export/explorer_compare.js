// The compare view: figures of one metric side by side, each on its base; no other metric is offered beside it.

const MOST_LINES = 120;
const MOST_CHOSEN = 8;
const NONE = "-";

const rowsOfMetric = grouped(ROWS, (row) => row.metric);

function valuedRows(rows) {
  return rows.filter((row) => row.value !== null);
}

function provincesOf(rows) {
  return unique(rows.map((row) => row.province)).length;
}

/** Gives the bases of a metric, in the order of the table: that which most provinces share first. */
function basesOf(metric) {
  return unique(rowsOfMetric.get(metric).map((row) => row.scope));
}

function chosen(key, all, most = all.length) {
  if (state[key] === NONE) return [];
  return state[key] === "" ? all.slice(0, most) : all.filter((each) => state[key].split("|").includes(each));
}

/** Gives the provinces to offer, those that speak of the metric first. */
function offered(rows) {
  const said = new Set(rows.map((row) => row.province));
  return [...PROVINCES.filter((name) => said.has(name)), ...PROVINCES.filter((name) => !said.has(name))];
}

function showCompare() {
  if (!rowsOfMetric.has(state.of)) state.of = ROWS[0].metric;
  const bases = basesOf(state.of);
  if (!bases.includes(state.base)) state.base = "";
  const rows = rowsOfMetric.get(state.of).filter((row) => !state.base || row.scope === state.base);
  const levels = DATA.levels.filter((level) => rows.some((row) => row.level === level));
  const provinces = offered(rows);
  const asked = { provinces: chosen("only", provinces, MOST_CHOSEN), levels: chosen("at", levels) };
  const wanted = rows.filter((row) => asked.provinces.includes(row.province) && asked.levels.includes(row.level));
  showChoice(bases, provinces, levels, asked);
  const drawn = wanted.slice(0, MOST_LINES);
  at("drawn").textContent = drawnWords(drawn, wanted.length);
  draw(at("chart"), { head: chartHead(drawn), body: chartBody(drawn, asked), caption: chartCaption(drawn, asked),
    label: say("chart_label", { title: metricName(state.of) }) });
  showPairs(drawn);
  at("compared").replaceChildren(...(drawn.length ? [make("h2", {}, say("compared_head")), rowsTable(drawn, false)] : []));
  showLookalikes();
}

/** Says how many figures and aims are drawn, and what is left out. */
function drawnWords(drawn, wanted) {
  if (drawn.length < wanted) return say("drawn_many", { n: number(wanted), limit: MOST_LINES });
  const figures = valuedRows(drawn);
  const aims = drawn.length - figures.length;
  const told = figures.length ? [say("drawn", { n: figures.length, provinces: provincesOf(figures) })] : [];
  if (aims) told.push(say("drawn_aims", { aims, provinces: provincesOf(drawn.filter((row) => row.value === null)) }));
  return told.join(" ");
}

function showChoice(bases, provinces, levels, asked) {
  const form = at("choice");
  const named = (metric) => [metric, `${metricName(metric)} (${provincesOf(valuedRows(rowsOfMetric.get(metric)))})`];
  const groups = DATA.areas.map((area) => ({ label: say(`area_${area}`),
    pairs: METRICS.filter((metric) => rowsOfMetric.has(metric) && DATA.metrics[metric].area === area).map(named) }));
  fillSelect(form.of, groups.filter((group) => group.pairs.length), state.of);
  fillSelect(form.base, [["", say("all_bases", { n: bases.length })], ...bases.map((scope) => [scope, baseName(state.of, scope)])],
    bases.length > 1 ? state.base : "");
  form.base.closest("label").hidden = bases.length < 2;
  fillBoxes("only", provinces, asked.provinces, (name) => name);
  fillBoxes("at", levels, asked.levels, (level) => say(`level_${level}`));
}

/** Shows a box a value; those that stand already are kept, so that the focus stays where it is. */
function fillBoxes(key, all, asked, name) {
  const host = at(key);
  if ([...host.querySelectorAll("input")].map((box) => box.value).join("|") !== all.join("|")) {
    host.replaceChildren(...all.map((value) => make("label", {}, make("input", { type: "checkbox", name: key, value }), make("span"))));
  }
  for (const box of host.querySelectorAll("input")) {
    box.checked = asked.includes(box.value);
    box.nextSibling.textContent = name(box.value);
  }
}

/** Words the mark of a row: figure, year, and how it was got where the document does not state it. */
function markText(row) {
  return [figure(row), when(row), ...(row.basis === "stated" ? [] : [say("derived")])].join(" · ");
}

function lookOf(row) {
  return { ...DATA.looks[row.province], hollow: row.nature === "actual" };
}

/** Draws by year where the years differ, else a line a figure. */
function chartBody(rows, asked) {
  const figures = valuedRows(rows);
  const unit = DATA.metrics[state.of].unit;
  if (unique(figures.map((row) => row.year)).length < 2) return dots([...chartLines(rows), ...silentLines(rows, asked)], unit);
  const most = unit === "percent" ? 100 : Math.max(...figures.map((row) => row.value)) || 1;
  return years(chartPanels(figures), { low: 0, high: most });
}

/** Names a block of the chart: its level, and its base where the metric has several. */
function blockName(row) {
  const level = sentence(say(`level_${row.level}`));
  return basesOf(row.metric).length > 1 ? `${level}; ${say("base", { base: baseName(row.metric, row.scope) })}` : level;
}

/** Gives a panel a base and level: the figures of a province and nature joined, the last one named. */
function chartPanels(figures) {
  return [...grouped(figures, blockName)].map(([title, rows]) => ({
    title,
    runs: [...grouped(rows, (row) => `${row.province}|${row.nature}`).values()].map((own) => ({
      look: lookOf(own[0]), points: own.map((row) => ({ year: row.year, value: row.value })),
      name: `${own[0].province} ${figure(own.at(-1))}`,
    })),
  }));
}

/** Gives the lines of the chart: a head a base, level and nature, its figures. */
function chartLines(rows) {
  const line = (row) => (row.value === null ? { label: row.province, text: markText(row) }
    : { label: row.province, text: markText(row), value: row.value, look: lookOf(row) });
  return [...grouped(rows, (row) => `${blockName(row)}: ${say(`nature_${row.nature}`)}`)]
    .flatMap(([head, own]) => [{ head }, ...own.map(line)]);
}

function silentLines(rows, asked) {
  const silent = silentOf(rows, asked).map(([label, text]) => ({ label, text, look: { fill: GREY, "font-style": "italic" } }));
  return silent.length ? [{ head: sentence(say("status_silent")) }, ...silent] : [];
}

/** Gives the lines of a pair of figures: a head with measure and level, and both joined. */
function pairLines({ a, b, hollow }) {
  const [one, other] = [ROWS[a], ROWS[b]];
  const base = one.scope === "standard" ? "" : ` (${baseName(one.metric, one.scope)})`;
  const level = one.level === "all" ? "" : `, ${say(`level_${one.level}`)}`;
  const look = (row) => ({ ...lookOf(row), hollow });
  return [{ head: `${metricName(one.metric)}${base}${level}` },
    { value: one.value, value2: other.value, look: look(one), second: look(other),
      text: [one, other].map((row) => `${row.province} ${when(row)} ${figure(row)}`).join("; ") }];
}

/** Gives the provinces chosen that have no row drawn, each with the reason. */
function silentOf(rows, asked) {
  const said = new Set(rows.map((row) => row.province));
  const why = (province) => {
    const own = rowsOfMetric.get(state.of).filter((row) => row.province === province);
    if (own.some((row) => !state.base || row.scope === state.base)) return "no_figure_chosen";
    return own.length ? "no_figure_base" : "status_silent";
  };
  return asked.provinces.filter((name) => !said.has(name)).map((name) => [name, say(why(name))]);
}

function chartHead(rows) {
  const bases = unique(rows.map((row) => row.scope));
  const base = bases.length === 1 ? [say("base", { base: baseName(state.of, bases[0]) })] : [];
  return [metricName(state.of), [say(`unit_${DATA.metrics[state.of].unit}`), ...base].join("; "), say("marks")];
}

/** Gives the sentences under the chart: who has no figure, what it may be read for, n, units and sources. */
function chartCaption(rows, asked) {
  const figures = valuedRows(rows);
  const byYear = unique(figures.map((row) => row.year)).length > 1;
  const aims = byYear ? rows.filter((row) => row.value === null) : [];
  const silent = byYear ? silentOf(rows, asked) : [];
  const words = [
    ...unique(aims.map((row) => `${row.province}: ${figure(row)} (${when(row)}).`)),
    ...silent.map(([name, why]) => `${name}: ${why}.`),
    provincesOf(rows) > 1 && say("years_differ"),
    provincesOf(figures) > 1 && figures.some((row) => row.comparator !== "=") && say("floors"),
    provincesOf(rows) > 1 && unique(rows.map((row) => row.nature)).length > 1 && say("not_attained"),
    rows.some((row) => row.basis !== "stated") && say("chart_derived"),
    pooled(figures) && say("chart_pooled", { provinces: pooled(figures) }),
    ...DATA.cautions.filter((each) => each.metric === state.of || rows.some((row) => row.scope === each.scope))
      .map((each) => each[state.lang]),
    say("before_reorganisation"),
    rows.some((row) => row.outlives) && say("no_districts"),
    figures.length > 0 && say("chart_n", { n: figures.length }),
  ];
  const sources = unique(rows.map((row) => row.document)).map(source).join("; ");
  return [words.filter(Boolean).join(" "), ...(sources ? [say("source", { documents: sources })] : [])];
}

/** Names the provinces, with the year, of which one figure is said of several levels together. */
function pooled(figures) {
  return unique(figures.filter((row) => row.pooled).map((row) => `${row.province} ${when(row)}`)).join(", ");
}

/** Lists the pairs of provinces of the same measure, as the library reads them. */
function showPairs(rows) {
  const shown = new Set(rows.map((row) => row.place));
  const pairs = (DATA.pairs[state.of] ?? []).filter((pair) => shown.has(pair.a) && shown.has(pair.b));
  const item = (pair) => make("li", {}, pair[state.lang]);
  const body = pairs.length ? make("ul", {}, ...pairs.map(item))
    : make("p", {}, say(DATA.tooMany ? "pairs_many" : "pairs_none"));
  at("pairs").replaceChildren(make("h2", {}, say("pairs_head")), body);
}

/** Lists the metrics that look like the one chosen, and why they are not joined with it. */
function showLookalikes() {
  const link = (metric) => make("button", { type: "button", class: "link", onclick: () =>
    choose({ of: metric, base: "", only: "", at: "" }, "choice") }, metricName(metric));
  const item = (family) => {
    const others = family.metrics.filter((metric) => metric !== state.of && rowsOfMetric.has(metric));
    return make("li", {}, family[state.lang], make("ul", {}, ...others.map((each) => make("li", {}, link(each)))));
  };
  const families = DATA.lookalikes.filter((family) => family.metrics.includes(state.of));
  at("lookalikes").replaceChildren(...(families.length ? [make("h2", {}, say("lookalikes_head")),
    make("p", {}, say("lookalikes_why")), make("ul", {}, ...families.map(item))] : []));
}
