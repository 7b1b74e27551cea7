// The table: a page of rows, each of which opens to its evidence.

const PAGE = 50;
const MOST_PRINTED = 2000;
const NARROW = ["level", "nature", "year"];
const opened = new Set();
let rowsShown = [];

/** Filters, sorts and shows the page chosen, the last where there are not so many. */
function showTable() {
  rowsShown = sortedRows(filteredRows());
  const page = Math.min(Number(state.page), pagesShown() || 1);
  state.page = String(page);
  at("count").textContent = rowsShown.length
    ? say("count", { shown: number(rowsShown.length), all: number(ROWS.length) })
    : say(state.q ? "count_none_search" : "count_none");
  at("filtered").textContent = filterWords();
  showPage(rowsShown.slice((page - 1) * PAGE, page * PAGE));
}

function pagesShown() {
  return Math.ceil(rowsShown.length / PAGE);
}

/** Words the filters in force, for print. */
function filterWords() {
  const fields = [...at("filters").querySelectorAll("select")].filter((select) => select.value);
  const words = fields.map((select) => `${say(select.name)}: ${select.selectedOptions[0].textContent}`);
  return [...words, ...(state.q ? [`${say("search")}: ${state.q}`] : [])].join("; ");
}

function showPage(rows) {
  at("rows").replaceChildren(...(rows.length ? [rowsTable(rows, true)] : []));
  const [page, pages] = [Number(state.page), pagesShown()];
  const turn = (key, to) =>
    make("button", { type: "button", disabled: to < 1 || to > pages, onclick: () => turnTo(to, key) }, say(key));
  const place = make("span", {}, say("page_of", { page: number(page), pages: number(pages) }));
  at("pager").replaceChildren(...(pages > 1 ? [turn("previous", page - 1), place, turn("next", page + 1)] : []));
}

function turnTo(page, key) {
  choose({ page: String(page) });
  const [previous, next] = at("pager").querySelectorAll("button");
  const pressed = key === "next" ? next : previous;
  (pressed.disabled ? (pressed === next ? previous : next) : pressed).focus();
}

/** Makes a table of rows; its heads sort where it is the main one. */
function rowsTable(rows, sorts) {
  const heads = SORTS.map((column) => headCell(column, sorts));
  const opener = make("th", { scope: "col" }, make("span", { class: "hidden" }, say("evidence")));
  const caption = sorts ? [make("caption", { class: "hidden" }, say("rows_caption"))] : [];
  return make("table", { class: "rows" }, ...caption,
    make("thead", {}, make("tr", {}, opener, ...heads)), make("tbody", {}, ...rows.flatMap(rowLines)));
}

function headCell(column, sorts) {
  const isSorted = sorts && state.sort.replace("-", "") === column;
  const down = state.sort.startsWith("-");
  const order = isSorted ? (down ? "descending" : "ascending") : null;
  const look = { scope: "col", class: `${column}${NARROW.includes(column) ? " wide-only" : ""}`, "aria-sort": order };
  if (!sorts) return make("th", look, say(column));
  const sign = make("span", { "aria-hidden": "true" }, isSorted ? (down ? " ▼" : " ▲") : " ↕");
  return make("th", look, make("button", { type: "button", "data-sort": column }, say(column), sign));
}

/** Makes the line of a row, and below it the evidence where it stands open. */
function rowLines(row) {
  const base = row.scope === "standard" ? [] : [make("span", { class: "base" }, say("base", { base: baseName(row.metric, row.scope) }))];
  const level = say(`level_${row.level}`);
  const brief = make("span", { class: "narrow-only" }, [level, say(`nature_${row.nature}`), when(row)].join(" · "));
  const label = say("open_row", { metric: metricName(row.metric), province: row.province, year: when(row) });
  const opener = make("button", { type: "button", class: "opener", "aria-label": label });
  const derived = row.basis === "stated" ? [] : [make("span", { class: "derived" }, say("derived"))];
  const line = make("tr", { class: "row" },
    make("td", {}, opener),
    make("td", { class: "province" }, row.province),
    make("td", { class: "metric" }, metricName(row.metric), ...base, brief),
    make("td", { class: "level wide-only" }, level),
    make("td", { class: "nature wide-only" }, say(`nature_${row.nature}`)),
    make("td", { class: "year wide-only" }, when(row)),
    make("td", { class: "figure" }, figure(row), ...derived));
  line.addEventListener("click", (event) => {
    if (event.target === opener || !String(getSelection())) toggle(line, opener, row);
  });
  mark(opener, opened.has(row));
  return opened.has(row) ? [line, detailsLine(row)] : [line];
}

/** Opens a row to its evidence, or closes it; it stays so when the page is worded or sorted anew. */
function toggle(line, opener, row) {
  const isOpen = opener.getAttribute("aria-expanded") === "true";
  if (isOpen) {
    opened.delete(row);
    line.nextSibling.remove();
  } else {
    opened.add(row);
    line.after(detailsLine(row));
  }
  mark(opener, !isOpen);
}

function mark(opener, isOpen) {
  opener.setAttribute("aria-expanded", String(isOpen));
  opener.textContent = isOpen ? "−" : "+";
}

function detailsLine(row) {
  return make("tr", { class: "opened" }, make("td", { colspan: SORTS.length + 1 }, details(row)));
}

/** Gives what stands behind a row: evidence, document, section, line, notes, mentions. */
function details(row) {
  const paper = DATA.documents[row.document];
  const times = row.mentions > 1 ? say("mentions_text", { n: row.mentions }) : say("mentions_once");
  const told = [
    ["evidence", make("q", { lang: "vi" }, row.evidence)],
    ["document", [paper ? paper.title : "", source(row.document), row.document].filter(Boolean).join("; ")],
    ["place", say("place_text", row)],
    ["statement", row.statement],
    ["mentions", times],
    ["period", said(row, "period")],
    ["measures", baseName(row.metric, row.scope)],
    ["fraction", row.numerator === null ? "" : `${number(row.numerator)}/${number(row.denominator)}`],
    ["basis", say(`basis_${row.basis}`)],
    ["metric_id", row.metric],
    ["note", said(row, "note")],
    ["rules_head", row.outlives ? say("no_districts") : ""],
  ];
  const entries = told.filter((each) => each[1] !== "" && each[1].textContent !== "").flatMap(([key, text]) =>
    [make("dt", {}, say(key)), make("dd", {}, text)]);
  const compare = () => choose({ view: "compare", of: row.metric, base: "", only: "", at: "" }, "tab-compare");
  return make("div", { class: "details" }, make("dl", {}, ...entries),
    make("button", { type: "button", onclick: compare }, say("compare_this")));
}

/** Shows every row for print, up to a limit, under heads of plain text, which printers repeat on each page. */
function showAllForPrint() {
  if (state.view !== "table") return;
  if (rowsShown.length > PAGE) showPage(rowsShown.slice(0, MOST_PRINTED));
  for (const head of at("rows").querySelectorAll("[data-sort]")) head.replaceWith(say(head.dataset.sort));
}
