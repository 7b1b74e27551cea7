// Puts the page together: choices, kept in the address so that a link gives the same view, views, forms, clicks.

const SHOW = { overview: showOverview, table: showTable, compare: showCompare, results: showResults, coverage: showCoverage };
const VIEWS = Object.keys(SHOW), STEPS = ["view", "of", "metric", "index", "dim"], DRAWN = ["compare", "results"];
const NO_FILTERS = Object.fromEntries(["q", ...FILTERS].map((name) => [name, ""]));
const PLAIN = { lang: DATA.lang, view: "overview", ...NO_FILTERS, sort: "", page: "1",
  of: "", base: "", only: "", at: "", index: "", dim: "", who: "", from: "", to: "" };
const FIXED = { lang: Object.keys(DATA.words), view: VIEWS, sort: SORTS.flatMap((name) => [name, `-${name}`]) };
const FRESH = { of: ["base", "only", "at"], base: ["only", "at"], index: ["dim", "from", "to"], dim: ["from", "to"] };
const TYPING = 20, RESIZING = 150;
const state = { ...PLAIN };

/** Takes new choices, with some of which others begin anew, shows them, and moves the focus where it is told. */
function choose(changes, focus = "") {
  const isNewStep = STEPS.some((key) => key in changes && changes[key] !== state[key]);
  const { name, value, dataset } = document.activeElement;
  const fresh = Object.keys(changes).flatMap((key) => FRESH[key] ?? []);
  Object.assign(state, { page: PLAIN.page }, Object.fromEntries(fresh.map((key) => [key, PLAIN[key]])), changes);
  show(isNewStep);
  if (!focus) {  // what was made anew takes the focus back
    const anew = dataset.sort ? `[data-sort="${dataset.sort}"]` : `input[name="${name}"][value="${CSS.escape(value ?? "")}"]`;
    return document.querySelector(anew)?.focus();
  }
  const target = at(focus);
  target.scrollIntoView({ block: "start" });
  (target.tagName === "FORM" ? target.elements[0] : target).focus({ preventScroll: true });
}

/** Shows the page for the choices made; each view lets go of a choice that it cannot offer. */
function show(isNewStep = false) {
  tell("");
  showWords();
  for (const view of VIEWS) {
    at(`tab-${view}`).setAttribute("aria-pressed", view === state.view);
    at(`view-${view}`).hidden = view !== state.view;
  }
  SHOW[state.view]();
  const hash = `#${new URLSearchParams(Object.entries(state).filter(([key, value]) => key === "lang" || value !== PLAIN[key]))}`;
  if (location.protocol === "about:" || hash === location.hash) return;  // a frame in a notebook has no address
  history[isNewStep ? "pushState" : "replaceState"](null, "", hash);
}

/** Shows what the address asks for, and says what of it could not stand: unknown, or at odds with the rest. */
function open() {
  const address = new URLSearchParams(location.hash.slice(1));
  const asked = [...address].filter(([key]) => key in PLAIN);
  Object.assign(state, PLAIN, Object.fromEntries(asked.filter(([key, value]) => FIXED[key]?.includes(value) ?? true)));
  show();
  const refused = asked.filter(([key, value]) => state[key] !== value).map(([key, value]) => say("unknown_link", { key, value }));
  if (refused.length) tell(refused.join(" "), true);
}

function showWords() {
  if (document.documentElement.dataset.shown === state.lang) return;
  Object.assign(document.documentElement, { lang: state.lang }).dataset.shown = state.lang;
  document.title = say("title");
  const every = (name, work) => document.querySelectorAll(`[data-${name}]`).forEach((each) => work(each, each.dataset[name]));
  every("word", (each, key) => each.textContent = say(key));
  every("label", (each, key) => each.setAttribute("aria-label", say(key)));
  every("placeholder", (each, key) => each.placeholder = say(key));
  every("lang", (each, lang) => each.setAttribute("aria-pressed", lang === state.lang));
  const sources = Object.values(DATA.documents).map((paper) => [paper.title, paper[state.lang]].filter(Boolean).join("; ")).sort();
  at("sources").replaceChildren(...sources.map((text) => make("li", {}, text)));
}

/** Tells the reader what was done, in the line that screen readers read out. */
function tell(text, isWarning = false) {
  Object.assign(at("warning"), { hidden: !text, className: isWarning ? "warning" : "told", textContent: text });
}

function copy(text, done) {
  (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => tell(done), () => tell(say("copy_failed"), true));
}

const ifRows = (work) => () => (rowsShown.length ? work(csvText(rowsShown)) : tell(say("nothing_to_copy"), true));

function afterPause(work, pause) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, pause);
  };
}

/** Prepares the words of rows for the search while the reader looks at the first page. */
function prepareSearch(from = 0) {
  ROWS.slice(from, from + 500).forEach(searchedWords);
  if (from < ROWS.length) setTimeout(() => prepareSearch(from + 500));
}

function start() {
  const on = (selector, event, work) => document.querySelectorAll(selector).forEach((each) =>
    each.addEventListener(event, (happened) => work(each, happened)));
  const filters = at("filters"), sort = (column) => (state.sort === column ? `-${column}` : state.sort === `-${column}` ? "" : column);
  on(".skip", "click", () => at("main").focus());
  on("[data-view]", "click", (tab) => choose({ view: tab.dataset.view }));
  on("[data-lang]", "click", (each) => choose({ lang: each.dataset.lang, page: state.page }));
  on("[data-word=copy_link]", "click", () => copy(location.href, say("copied_link")));
  for (const each of document.querySelectorAll("[data-word=copy_link]")) each.hidden = location.protocol === "about:";
  on("form", "submit", (_, event) => event.preventDefault());
  on("form", "change", (_, { target: { name, value, type } }) => {  // of boxes all that are ticked
    const ticked = () => [...at(name).querySelectorAll(":checked")].map((box) => box.value).join("|") || NONE;
    if (name !== "q") choose({ [name]: type === "checkbox" ? ticked() : value });
  });
  on("[name=q]", "input", afterPause(() => choose({ q: filters.q.value.trim() }), TYPING));
  on("#filters", "reset", () => setTimeout(() => choose(NO_FILTERS)));
  on("[data-turn]", "click", (each) => choose({ page: String(Number(state.page) + Number(each.dataset.turn)) }));
  on("#rows", "click", (_, { target }) => target.closest("[data-sort]") && choose({ sort: sort(target.closest("[data-sort]").dataset.sort) }));
  on("[data-word=copy_csv]", "click", ifRows((text) => copy(text, say("copied_csv", { n: number(rowsShown.length) }))));
  on("[data-word=save_csv]", "click", ifRows((text) => save(new Blob(["\ufeff", text], { type: "text/csv" }), "cchc_targets.csv")));
  on("[data-word=save_svg], [data-word=save_png]", "click", saveChart);
  addEventListener("popstate", open);
  addEventListener("resize", afterPause(() => DRAWN.includes(state.view) && SHOW[state.view](), RESIZING));
  addEventListener("beforeprint", () => {  // under heads of plain text, which printers repeat on each page
    if (state.view === "table" && rowsShown.length) at("rows").replaceChildren(rowsTable(rowsShown.slice(0, MOST_PRINTED), false));
  });
  addEventListener("afterprint", () => state.view === "table" && showTable());
  open();
  prepareSearch();
}
