// The table: which rows are shown, in which order, a page of them at a time, each of which opens to its evidence.

const FILTERS = ["province", "area", "metric", "level", "year", "nature"], NATURES = ["target", "actual"];
const SORTS = ["province", "metric", "level", "nature", "year", "figure"], YEARS = unique(DATA.rows.year).sort();
const PAGE = 50, MOST_PRINTED = 2000;
const opened = new Set();
let rowsShown = [];

/** Gives the words of a text in small letters without marks, a space before each, so that `ho so` finds `hồ sơ`. */
function spacedWords(text) {
  const plain = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");
  return (plain.match(/[\p{L}\p{N}]+|\n/gu) ?? []).map((word) => ` ${word}`).join("");
}

/** Gives the words of a row in both languages, a line a text; once for each row. */
function searchedWords(row) {
  if (row.searched) return row.searched;
  const metric = DATA.metrics[row.metric], paper = DATA.documents[row.document];
  const labels = Object.keys(DATA.words).flatMap((lang) => [metric[lang], DATA.measures[lang][`${row.metric}|${row.scope}`].base,
    ...["area", "level", "nature"].map((name) => DATA.words[lang][`${name}_${row[name]}`])]);
  return row.searched = spacedWords([row.province, row.metric, row.evidence, row.document, row.section, row.statement, row.note,
    paper.title, paper.number, ...labels].join("\n"));
}

/**
 * Gives the rows that pass the filters and hold every phrase of the search: its words stand side by side, the last may
 * be begun only; commas part phrases, not the one within a number.
 */
function filteredRows() {
  const wanted = FILTERS.filter((name) => state[name] !== "");
  const phrases = state.q.split(/(?<!\d),|,(?!\d)/).map(spacedWords);
  return ROWS.filter((row) => wanted.every((name) => String(row[name]) === state[name]) &&
    phrases.every((words) => searchedWords(row).includes(words)));
}

/** Gives rows in the order of a column, equal ones as in the table; rows without a value stand last. */
function sortedRows(rows) {
  if (!state.sort) return rows;
  const way = state.sort.startsWith("-") ? -1 : 1, rank = ranking(state.sort.replace("-", ""));
  return [...rows].sort((a, b) => (rank(a) === null) - (rank(b) === null) || way * (rank(a) - rank(b)));
}

/** Gives the function that ranks a row by a column: names by the alphabet of the language. */
function ranking(column) {
  if (column === "figure") return (row) => row.value;
  const { compare } = new Intl.Collator(state.lang), name = column === "metric" ? metricName : String;
  const ordered = { level: DATA.levels, nature: NATURES, year: YEARS }[column]
    ?? unique(DATA.rows[column]).sort((a, b) => compare(name(a), name(b)));
  const ranks = new Map(ordered.map((each, at) => [each, at]));
  return (row) => ranks.get(row[column]);
}

/** Words rows as CSV with every column of the table; a text that a spreadsheet would run as a formula is quoted. */
function csvText(rows) {
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]./s.test(value) ? `'${value}` : String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))];
  return lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

function fillFilters() {
  const form = at("filters"), all = ["", say("all_values")];
  const fill = (name, values, worded = (each) => say(`${name}_${each}`)) =>
    fillSelect(form[name], [all, ...values.map((each) => [each, worded(each)])]);
  if (form.q.value.trim() !== state.q) form.q.value = state.q;
  fill("province", PROVINCES, String);
  fill("area", DATA.areas);
  fill("metric", METRICS.filter((metric) => (rowsOfMetric.has(metric) || metric === state.metric) &&
    (!state.area || DATA.metrics[metric].area === state.area)), metricName);
  fill("level", DATA.levels);
  fill("year", YEARS, String);
  fill("nature", NATURES);
}

/** Filters, sorts and shows the page chosen, the last where there are not so many. */
function showTable() {
  fillFilters();
  rowsShown = sortedRows(filteredRows());
  const pages = Math.ceil(rowsShown.length / PAGE), page = Math.max(1, Math.min(parseInt(state.page) || 1, pages));
  state.page = String(page);
  const counted = { shown: number(rowsShown.length), all: number(ROWS.length) };
  at("count").textContent = say(rowsShown.length ? "count" : state.q ? "count_none_search" : "count_none", counted);
  at("rows").replaceChildren(...(rowsShown.length ? [rowsTable(rowsShown.slice((page - 1) * PAGE, page * PAGE), true)] : []));
  at("page").textContent = say("page_of", { page: number(page), pages: number(pages) });
  at("pager").hidden = pages < 2;
  for (const each of at("pager").querySelectorAll("button")) each.disabled = page === (each.dataset.turn === "1" ? pages : 1);
}

function rowsTable(rows, sorts) {
  const caption = sorts ? [make("caption", { class: "hidden" }, say("rows_caption"))] : [];
  const head = make("tr", {}, ...SORTS.map((column) => headCell(column, sorts)));
  return make("table", { class: "rows" }, ...caption, make("thead", {}, head), make("tbody", {}, ...rows.map(rowLine)));
}

function headCell(column, sorts) {
  if (!sorts) return make("th", { scope: "col", class: column }, say(column));
  const [order, sign] = { [column]: ["ascending", " ▲"], [`-${column}`]: ["descending", " ▼"] }[state.sort] ?? [null, " ↕"];
  return make("th", { scope: "col", class: column, "aria-sort": order },
    make("button", { type: "button", "data-sort": column }, say(column), make("span", { "aria-hidden": "true" }, sign)));
}

/** Makes the line of a row; its metric opens to the evidence, and stays open when the page is worded or sorted anew. */
function rowLine(row) {
  const small = (name, text) => make("span", { class: name }, text);
  const { narrowed } = DATA.measures[state.lang][`${row.metric}|${row.scope}`];
  const ontoggle = ({ target }) => (target.open ? opened.add(row) : opened.delete(row));
  const summary = make("summary", {}, metricName(row.metric), ...(narrowed ? [small("base", narrowed)] : []));
  const cells = { province: [row.province], level: [say(`level_${row.level}`)], nature: [say(`nature_${row.nature}`)], year: [said(row, "when")],
    metric: [make("details", { open: opened.has(row), ontoggle }, summary, detailsOf(row))],
    figure: [said(row, "figure"), ...(row.basis === "stated" ? [] : [small("derived", say("derived"))])] };
  return make("tr", { class: "row" }, ...SORTS.map((name) => make("td", { class: name }, ...cells[name])));
}

function detailsOf(row) {
  const paper = DATA.documents[row.document];
  const told = {
    evidence: make("q", { lang: "vi" }, row.evidence),
    document: [paper.title, paper[state.lang], row.document].filter(Boolean).join("; "),
    place: say("place_text", row),
    statement: row.statement,
    mentions: row.mentions > 1 ? say("mentions_text", { n: row.mentions }) : say("mentions_once"),
    period: said(row, "period"),
    scope: baseName(row.metric, row.scope),
    fraction: row.numerator === null ? "" : `${number(row.numerator)}/${number(row.denominator)}`,
    basis: say(`basis_${row.basis}`),
    metric_id: row.metric,
    note: said(row, "note"),
    rules_head: said(row, "told").join(" "),
  };
  const entries = Object.entries(told).filter(([, text]) => text).flatMap(([key, text]) => [make("dt", {}, say(key)), make("dd", {}, text)]);
  const compare = () => choose({ view: "compare", of: row.metric }, "tab-compare");
  return make("div", {}, make("dl", {}, ...entries),
    make("button", { type: "button", onclick: compare }, say("compare_this")));
}
