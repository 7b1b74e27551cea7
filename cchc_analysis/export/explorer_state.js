// What the reader has chosen, kept in the address so that a link gives the same view.

const FILTERS = ["province", "area", "metric", "level", "year", "nature"];
const PLAIN = {
  lang: DATA.lang, view: "table", q: "", sort: "", of: "", base: "", only: "", at: "", beside: "",
  ...Object.fromEntries(FILTERS.map((name) => [name, ""])),
};
const VIEWS = ["table", "compare", "coverage"];
const state = { ...PLAIN };

/** Tells whether a choice is one that this table allows. */
function isAllowed(key, value) {
  const known = {
    lang: Object.keys(DATA.words), view: VIEWS, of: METRICS, metric: METRICS, area: DATA.areas, level: DATA.levels,
    province: PROVINCES, nature: ["target", "actual"], base: unique(DATA.rows.scope),
    only: [NONE, ...PROVINCES], at: [NONE, ...DATA.levels], year: unique(DATA.rows.year).map(String),
    sort: SORTS.flatMap((name) => [name, `-${name}`]),
    beside: [...METRICS, ...Object.keys(DATA.scopes).map((scope) => `base:${scope}`)],
  }[key];
  return !known || value === "" || value.split("|").every((each) => known.includes(each));
}

/** Takes the choices of the address; gives those that the table does not allow. */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const refused = [];
  for (const key of Object.keys(PLAIN)) {
    const value = asked.get(key);
    if (value !== null && !isAllowed(key, value)) refused.push({ key, value });
    state[key] = value !== null && isAllowed(key, value) ? value : PLAIN[key];
  }
  return refused;
}

/** Writes the choices into the address; those that are as at first are left out, the language never. */
function writeAddress() {
  const kept = Object.entries(state).filter(([key, value]) => key === "lang" || value !== PLAIN[key]);
  const hash = `#${new URLSearchParams(kept)}`;
  if (hash !== location.hash) history.replaceState(null, "", hash);
}
