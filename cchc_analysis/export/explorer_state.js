// What the reader has chosen, kept in the address so that a link gives the same view.

const FILTERS = ["province", "area", "metric", "level", "year", "nature"];
const PLAIN = {
  lang: DATA.lang, view: "overview", q: "", sort: "", page: "1", of: "", base: "", only: "", at: "",
  index: "", dim: "", who: "", from: "", to: "",
  ...Object.fromEntries(FILTERS.map((name) => [name, ""])),
};
const VIEWS = ["overview", "table", "compare", "results", "coverage"];
const STEPS = ["view", "of", "metric", "index", "dim"];
const state = { ...PLAIN };

/** Tells whether a choice is one that this table allows. */
function isAllowed(key, value) {
  const known = {
    lang: Object.keys(DATA.words), view: VIEWS, of: METRICS, metric: METRICS, area: DATA.areas, level: DATA.levels,
    province: PROVINCES, nature: ["target", "actual"], base: unique(DATA.rows.scope),
    only: [NONE, ...PROVINCES], at: [NONE, ...DATA.levels], year: unique(DATA.rows.year).map(String),
    sort: SORTS.flatMap((name) => [name, `-${name}`]),
    page: Array.from({ length: Math.ceil(ROWS.length / PAGE) }, (_, at) => String(at + 1)),
    index: INDICES, dim: Object.keys(RESULTS).map((key) => key.split("/")[1]), who: [NONE, ...Object.keys(DATA.looks)],
  }[key];
  return !known || value === "" || value.split("|").every((each) => known.includes(each));
}

/** Takes the choices of the address as far as the table allows them; gives all that were asked for. */
function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const asked = Object.keys(PLAIN).filter((key) => address.has(key)).map((key) => ({ key, value: address.get(key) }));
  Object.assign(state, PLAIN);
  for (const { key, value } of asked) if (isAllowed(key, value)) state[key] = value;
  return asked;
}

/** Tells whether changes lead to another place, to which the browser's Back should return. */
function isStep(changes) {
  return STEPS.some((key) => key in changes && changes[key] !== state[key]);
}

/** Writes the choices into the address; those that are as at first are left out, the language never. */
function writeAddress(isNewStep) {
  const kept = Object.entries(state).filter(([key, value]) => key === "lang" || value !== PLAIN[key]);
  const hash = `#${new URLSearchParams(kept)}`;
  if (location.protocol === "about:") return;  // a frame in a notebook has no address
  if (hash === location.hash) return;
  if (isNewStep) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}
