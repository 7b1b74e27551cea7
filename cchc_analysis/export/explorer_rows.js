// Which rows are shown, in which order, and how they leave the page as CSV.

const SORTS = ["province", "metric", "level", "nature", "year", "figure"];
const NATURES = ["target", "actual"];
const wordings = new Map(), searched = new Map();

/** Gives the words of a text, each after a space, with their marks and without; once, for rows share most texts. */
function wording(text = "") {
  if (!wordings.has(text)) {
    const marked = spacedWords(text);
    wordings.set(text, { marked, plain: fold(marked) });
  }
  return wordings.get(text);
}

/** Gives what a search looks through in a row: its words in both languages. */
function searchedTexts(row) {
  const metric = DATA.metrics[row.metric];
  const paper = DATA.documents[row.document] ?? {};
  const labels = Object.values(DATA.words).flatMap((words) =>
    [words[`area_${row.area}`], words[`level_${row.level}`], words[`nature_${row.nature}`]]);
  const bases = Object.values(DATA.bases).map((names) => names[`${row.metric}|${row.scope}`]);
  return [row.province, row.metric, row.evidence, row.document, row.section, row.statement, row.note ?? "",
    metric.vi, metric.en, ...bases, paper.title, paper.number, ...labels];
}

/** Gives the words of a row, a line a text, so that no phrase reaches over two texts; once for each row. */
function searchedWords(row) {
  if (!searched.has(row)) {
    const texts = searchedTexts(row).map(wording);
    const lines = (form) => texts.map((each) => each[form]).join("\n");
    searched.set(row, { marked: lines("marked"), plain: lines("plain") });
  }
  return searched.get(row);
}

/**
 * Gives the phrases of a search: its words stand side by side, the last may be begun only; commas part phrases, not
 * the one within a number.
 */
function phrasesOf(search) {
  return search.split(/(?<!\d),|,(?!\d)/).map(spacedWords).filter(Boolean);
}

/** Gives the function that tells whether a row holds a phrase: with its marks if it was written with any. */
function holder(phrase) {
  const form = fold(phrase) === phrase ? "plain" : "marked";
  return (row) => searchedWords(row)[form].includes(phrase);
}

/** Gives the rows that pass the filters and hold every phrase of the search. */
function filteredRows() {
  const wanted = FILTERS.filter((name) => state[name] !== "").map((name) => [name, state[name]]);
  const holders = phrasesOf(state.q).map(holder);
  return ROWS.filter((row) =>
    wanted.every(([name, value]) => String(row[name]) === value) &&
    holders.every((holds) => holds(row)));
}

/** Gives rows in the order of a column, equal ones as in the table; rows without a value stand last. */
function sortedRows(rows) {
  if (!state.sort) return rows;
  const down = state.sort.startsWith("-");
  const rank = ranking(state.sort.replace("-", ""));
  const keyed = rows.map((row, at) => [rank(row), at, row]);
  const order = (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : down ? b - a : a - b);
  return keyed.sort((a, b) => order(a[0], b[0]) || a[1] - b[1]).map((each) => each[2]);
}

/** Gives the function that ranks a row by a column: names by the alphabet of the language. */
function ranking(column) {
  if (column === "figure") return (row) => row.value;
  if (column === "year") return (row) => row.year;
  if (column === "level") return (row) => DATA.levels.indexOf(row.level);
  if (column === "nature") return (row) => NATURES.indexOf(row.nature);
  const collator = new Intl.Collator(state.lang);
  const name = column === "metric" ? metricName : (each) => each;
  const names = unique(DATA.rows[column]).sort((a, b) => collator.compare(name(a), name(b)));
  const ranks = new Map(names.map((each, at) => [each, at]));
  return (row) => ranks.get(row[column]);
}

/** Words rows as CSV with every column of the table; a text that a spreadsheet would run as a formula is quoted. */
function csvText(rows) {
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))]
    .map((cells) => cells.map(csvCell).join(",") + "\r\n").join("");
}

function csvCell(value) {
  if (value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]./s.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
