// The data of the page, how it is worded in the language chosen, and how elements are made.

const at = (id) => document.getElementById(id);
const unique = (values) => [...new Set(values)];
const DATA = JSON.parse(at("data").textContent);
const COLUMNS = Object.keys(DATA.rows), METRICS = Object.keys(DATA.metrics), PROVINCES = DATA.provinces, NONE = "-";
const ROWS = DATA.rows.metric.map((_, place) =>
  ({ place, ...Object.fromEntries(COLUMNS.map((name) => [name, DATA.rows[name][place]])) }));

const said = (row, what) => DATA.said[state.lang][what][row.place];
const metricName = (metric) => DATA.metrics[metric][state.lang];
const baseName = (metric, scope) => DATA.measures[state.lang][`${metric}|${scope}`].base;
const provincesOf = (rows) => unique(rows.map((row) => row.province));
const valuedRows = (rows) => rows.filter((row) => row.value !== null);

/** Gives a text in the language chosen, its parts filled in; a number may bring its noun, of one without s. */
function say(key, parts = {}) {
  return DATA.words[state.lang][key].replace(/\{(\w+):?(\w*)\}/g,
    (_, name, noun) => parts[name] + (noun && ` ${noun}${String(parts[name]) === "1" ? "" : "s"}`));
}

/** Words a number with the decimals that it has, or with so many. */
function number(value, places) {
  const digits = places === undefined ? {} : { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat(state.lang === "vi" ? "vi-VN" : "en-GB", digits).format(value);
}

function grouped(rows, key) {
  const keys = rows.map(key);
  return new Map(unique(keys).map((name) => [name, rows.filter((_, place) => keys[place] === name)]));
}

/** Makes an element; texts become text nodes and never markup. */
const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Fills a select with pairs (value, text) or groups of them; what it cannot choose falls to its first pair. */
function fillSelect(select, pairs) {
  const option = ([value, text]) => make("option", { value }, text);
  const entry = (each) => (each.label ? make("optgroup", { label: each.label }, ...each.pairs.map(option)) : option(each));
  select.replaceChildren(...pairs.map(entry));
  select.value = state[select.name];
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  state[select.name] = select.value;
}

/** Fills a place with boxes, a value each, and gives those ticked: as asked for, else the first so many. */
function fillBoxes(key, all, most, name) {
  const asked = state[key].split("|").filter((each) => each === NONE || all.includes(each));
  const chosen = asked.length ? all.filter((each) => asked.includes(each)) : all.slice(0, most);
  state[key] = asked.join("|");
  at(key).replaceChildren(...all.map((value) =>
    make("label", {}, make("input", { type: "checkbox", name: key, value, checked: chosen.includes(value) }), name(value))));
  return chosen;
}
