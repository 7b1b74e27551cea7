// The compare view: figures of one metric side by side, each on its base; no other metric is offered beside it.

const MOST_LINES = 120, MOST_CHOSEN = 8;
const rowsOfMetric = grouped(ROWS, (row) => row.metric);

function showCompare() {
  if (!rowsOfMetric.has(state.of)) state.of = ROWS[0].metric;
  const own = rowsOfMetric.get(state.of), bases = unique(own.map((row) => row.scope)), form = at("choice");
  const named = (metric) => [metric, `${metricName(metric)} (${provincesOf(valuedRows(rowsOfMetric.get(metric))).length})`];
  const groups = DATA.areas.map((area) => ({ label: say(`area_${area}`),
    pairs: METRICS.filter((metric) => rowsOfMetric.has(metric) && DATA.metrics[metric].area === area).map(named) }));
  fillSelect(form.of, groups.filter((group) => group.pairs.length));
  const valued = unique(valuedRows(own).map((row) => row.scope)), first = unique([...valued, ...bases]);
  const each = bases.length > 1 ? first.map((scope) => [scope, baseName(state.of, scope)]) : [];
  const isOfMany = DATA.metrics[state.of].unit === "count" && !valued.includes("standard");
  const isApart = valued.length > 1 && (isOfMany || isRanked(own));  // neither share an axis
  fillSelect(form.base, [...(isApart ? [] : [["", say("all_bases", { n: bases.length })]]), ...each]);
  form.base.closest("label").hidden = bases.length < 2;
  const rows = own.filter((row) => !state.base || row.scope === state.base), speak = provincesOf(rows);
  const offered = unique([...PROVINCES.filter((name) => speak.includes(name)), ...PROVINCES]);  // those that speak first
  const held = DATA.levels.filter((level) => rows.some((row) => row.level === level));
  const provinces = fillBoxes("only", offered, MOST_CHOSEN, String), levels = fillBoxes("at", held, held.length, (level) => say(`level_${level}`));
  const wanted = rows.filter((row) => provinces.includes(row.province) && levels.includes(row.level));
  showCompared(wanted.slice(0, MOST_LINES), wanted.length, provinces);
  showLookalikes();
}

function showCompared(rows, wanted, provinces) {
  const runs = [...grouped(valuedRows(rows), (row) => `${said(row, "block")}|${row.province}|${row.nature}`).values()];
  const title = metricName(state.of), byYear = runs.length > 0 && runs.every(isJoined);
  at("drawn").textContent = rows.length < wanted ? say("drawn_many", { n: number(wanted), limit: MOST_LINES }) : "";
  const [scope, ...others] = unique(rows.map((row) => row.scope));
  const { standing, base } = (!others.length && DATA.measures[state.lang][`${state.of}|${scope}`]) || {};
  const of = standing || [say(`unit_${DATA.metrics[state.of].unit}`), ...(base ? [say("base", { base })] : [])].join("; ");
  draw(at("chart"), { ...(byYear ? yearChart(runs) : rowChart(rows)), caption: chartCaption(rows, provinces, byYear),
    head: [title, of], label: say("chart_label", { title }) });
  at("compared").replaceChildren(...(rows.length ? [make("h2", {}, say("compared_head")), rowsTable(rows, false)] : []));
}

const isRanked = (rows) => valuedRows(rows).some((row) => row.unit === "index" && row.scope === "rank");

/** Gives the scale of some figures of one metric: from zero, of a share to a hundred, as far as there are figures; of ranks down to 1. */
function scaleOf(rows) {
  const unit = rows[0]?.unit, values = valuedRows(rows).map((row) => row.value);
  if (isRanked(rows)) return { low: Math.max(...values) + 1, high: 0.5, unit, word: "rank_axis" };
  const low = Math.min(0, ...values), high = Math.max(0, ...values);
  return { low, high: unit === "percent" ? Math.max(100, high) : high + 0.02 * (high - low) || 1, unit };
}

/** Draws a line a figure or aim, in blocks of a base, level and nature. */
function rowChart(rows) {
  const runs = (row) => [{ lines: [[{ x: row.value, province: row.province, hollow: row.nature === "actual" }]] }];
  const blocks = grouped(rows, (row) => `${said(row, "block")}: ${say(`nature_${row.nature}`)}`);
  const panels = [...blocks].flatMap(([title, own]) => own.map((row, at) =>
    ({ title: at ? "" : title, text: said(row, "line"), runs: row.value === null ? [] : runs(row) })));
  return { panels, axis: scaleOf(rows) };
}

const pointOf = (row) => ({ x: row.year, y: row.value, province: row.province, hollow: row.nature === "actual" });

/** Tells whether one line may join figures: of years that follow each other, with one bound, none of other times than a year. */
const isJoined = (own) => own.length > 1 && pieces(own.map(pointOf)).length === 1 &&
  own.every((row) => row.comparator === own[0].comparator && said(row, "when") === String(row.year));

/** Draws a panel a base and level by year: a line a course, the last figure named. */
function yearChart(runs) {
  const run = (own) => ({ lines: [own.map(pointOf)], name: `${own[0].province} ${said(own.at(-1), "figure")}` });
  const panels = [...grouped(runs, ([row]) => said(row, "block"))].map(([title, own]) => ({ title, runs: own.map(run) }));
  return { panels, scale: { ...scaleOf(runs.flat()), height: 90 }, axis: yearAxis(runs.flat().map((row) => row.year)) };
}

/** Gives the sentences under the chart: who has no figure, how the rows may be read, n, units and sources. */
function chartCaption(rows, provinces, byYear) {
  const of = (name, all) => all.filter((row) => row.province === name);
  const why = (own) => (own.some((row) => !state.base || row.scope === state.base) ? "no_figure_chosen" : own.length ? "no_figure_base" : "status_silent");
  const silent = provinces.filter((name) => !of(name, rows).length).map((name) => `${name}: ${say(why(of(name, rowsOfMetric.get(state.of))))}.`);
  const aims = rows.filter((row) => byYear && row.value === null).map((row) => `${said(row, "line")}.`);
  const n = valuedRows(rows).length, documents = unique(rows.map((row) => DATA.documents[row.document][state.lang])).join("; ");
  const told = [...DATA.measures[state.lang][`${state.of}|${state.base}`].told, ...rows.flatMap((row) => said(row, "told")),
    say("before_reorganisation"), n ? say("n_figures", { n }) : ""];
  return [[...aims, ...silent], told, documents ? [say("source", { documents })] : []].map((each) => unique(each).join(" ")).filter(Boolean);
}

function showLookalikes() {
  const link = (metric) => make("li", {},
    make("button", { type: "button", class: "link", onclick: () => choose({ of: metric }, "choice") }, metricName(metric)));
  const families = DATA.lookalikes.map((row) => ({ ...row, names: row.metrics.split("|") })).filter((each) => each.names.includes(state.of));
  const item = (family) => make("li", {}, family[state.lang],
    make("ul", {}, ...family.names.filter((name) => name !== state.of && rowsOfMetric.has(name)).map(link)));
  at("lookalikes").replaceChildren(...(families.length ? [make("h2", {}, say("lookalikes_head")),
    make("p", {}, say("lookalikes_why")), make("ul", {}, ...families.map(item))] : []));
}
