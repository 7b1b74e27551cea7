// The data of the page, and how it is worded in the language chosen.

const DATA = JSON.parse(document.getElementById("data").textContent);
const COLUMNS = Object.keys(DATA.rows);
const PROVINCES = DATA.provinces;
const METRICS = Object.keys(DATA.metrics);
const OPEN_TONE = /(o|u)([\u0300\u0301\u0303\u0309\u0323])([aey])(?!\p{L})/gu;
const ROWS = DATA.rows.metric.map((_, place) =>
  ({ ...Object.fromEntries(COLUMNS.map((name) => [name, DATA.rows[name][place]])), place,
    outlives: DATA.outlives[place], pooled: DATA.pooled[place] }));

/** Gives a text in the language chosen, its parts filled in. */
function say(key, parts = {}) {
  return DATA.words[state.lang][key].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

function metricName(metric) {
  return DATA.metrics[metric][state.lang];
}

/** Says what a figure is a share or number of: the metric's own base, or what narrows it. */
function baseName(metric, scope) {
  return DATA.bases[state.lang][`${metric}|${scope}`] ?? scope;
}

/** Begins a text with a capital letter. */
function sentence(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Words a number with the decimals that it has, or with so many. */
function number(value, places) {
  const digits = places === undefined ? {} : { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat(state.lang === "vi" ? "vi-VN" : "en-GB", digits).format(value);
}

/** Gives the words of a row as the library words it: figure, year, period. */
function said(row, what) {
  return DATA.said[state.lang][what][row.place];
}

const figure = (row) => said(row, "figure");
const when = (row) => said(row, "when");

/** Names a document with number and date as printed, and says where the copy may be a draft. */
function source(id) {
  return DATA.sources[state.lang][id] ?? id;
}

/** Gives small letters without marks, so that `ho so` finds `hồ sơ`. */
function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");
}

/** Gives the words of a text in small letters, a space before each; `hóa` and `hoá` are one word. */
function spacedWords(text) {
  const toneLast = text.normalize("NFD").toLowerCase().replace(OPEN_TONE, "$1$3$2").normalize("NFC");
  return (toneLast.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ` ${word}`).join("");
}

/** Makes an element; texts become text nodes and never markup. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function unique(values) {
  return [...new Set(values)];
}

/** Gathers rows by a key, in their order. */
function grouped(rows, key) {
  const found = new Map();
  for (const row of rows) {
    const name = key(row);
    if (found.has(name)) found.get(name).push(row);
    else found.set(name, [row]);
  }
  return found;
}

function at(id) {
  return document.getElementById(id);
}

/** Fills a select with pairs (value, text), groups of pairs under a label, and chooses one value. */
function fillSelect(select, pairs, chosen) {
  const option = ([value, text]) => make("option", { value }, text);
  const entry = (each) =>
    each.label ? make("optgroup", { label: each.label }, ...each.pairs.map(option)) : option(each);
  select.replaceChildren(...pairs.map(entry));
  select.value = chosen;
}
