// Puts the page together: language, views, filters, copies, and what happens on each click.

const SHOW = { overview: showOverview, table: showTable, compare: showCompare, results: showResults, coverage: showCoverage };
const DRAWN = ["overview", "compare", "results"];
const TYPING = 20, RESIZING = 150;

function emptyFilters() {
  return Object.fromEntries(["q", ...FILTERS].map((name) => [name, ""]));
}

/** Takes new choices, shows them, and moves the focus where it is told; what is chosen anew begins at its first page. */
function choose(changes, focus = "") {
  const isNewStep = isStep(changes);
  Object.assign(state, { page: PLAIN.page }, changes);
  show(isNewStep);
  if (!focus) return;
  const target = at(focus);
  target.scrollIntoView({ block: "start" });
  (target.tagName === "FORM" ? target.elements[0] : target).focus({ preventScroll: true });
}

/** Shows the page for the choices made. */
function show(isNewStep = false) {
  tell("");
  showWords();
  for (const view of VIEWS) {
    const tab = at(`tab-${view}`);
    const isChosen = view === state.view;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    at(`view-${view}`).hidden = !isChosen;
  }
  if (state.view === "table") fillFilters();
  SHOW[state.view]();
  writeAddress(isNewStep);
}

let wordsShown = "";

/** Words everything that stands still in the language chosen. */
function showWords() {
  if (wordsShown === state.lang) return;
  wordsShown = state.lang;
  document.documentElement.lang = state.lang;
  document.title = say("title");
  const every = (name, work) => document.querySelectorAll(`[data-${name}]`).forEach((each) => work(each, each.dataset[name]));
  every("word", (each, key) => each.textContent = say(key));
  every("label", (each, key) => each.setAttribute("aria-label", say(key)));
  every("placeholder", (each, key) => each.placeholder = say(key));
  every("lang", (each, lang) => each.setAttribute("aria-pressed", String(lang === state.lang)));
  const cited = unique(DATA.rows.document);
  at("subtitle").textContent = say("subtitle",
    { rows: number(ROWS.length), documents: number(cited.length), provinces: number(PROVINCES.length) });
  const rules = ["rule_ranking", "rule_missing", "rule_measure", "rule_nature", "rule_results", "rule_reorganisation"].map((key) => say(key));
  rules.push(DATA.became[state.lang]);
  at("rules").replaceChildren(...rules.filter(Boolean).map((text) => make("li", {}, text)));
  const named = cited.map((id) => [DATA.documents[id]?.title, source(id)].filter(Boolean).join("; "));
  at("sources").replaceChildren(...named.sort().map((text) => make("li", {}, text)));
}

/** Fills the filters; of the metrics only those of the area chosen. */
function fillFilters() {
  const form = at("filters");
  const all = ["", say("all_values")];
  const metrics = METRICS.filter((metric) => rowsOfMetric.has(metric) || metric === state.metric)
    .filter((metric) => !state.area || DATA.metrics[metric].area === state.area);
  if (state.metric && !metrics.includes(state.metric)) state.metric = "";
  if (document.activeElement !== form.q) form.q.value = state.q;
  const fill = (name, values, worded = (each) => each) =>
    fillSelect(form[name], [all, ...values.map((each) => [each, worded(each)])], state[name]);
  fill("province", PROVINCES);
  fill("area", DATA.areas, (area) => say(`area_${area}`));
  fill("metric", metrics, metricName);
  fill("level", DATA.levels, (level) => say(`level_${level}`));
  fill("year", unique(DATA.rows.year).sort());
  fill("nature", NATURES, (nature) => say(`nature_${nature}`));
}

/** Tells the reader what was done, in the line that screen readers read out. */
function tell(text, isWarning = false) {
  at("warning").hidden = !text;
  at("warning").className = isWarning ? "warning" : "told";
  at("warning").textContent = text;
}

/** Copies a text: by the browser's clipboard, else by a field that is selected for a moment. */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
  } catch {
    tell(copiedByField(text) ? done : say("copy_failed"));
  }
}

function copiedByField(text) {
  const back = document.activeElement;
  const field = make("textarea", { class: "hidden" });
  field.value = text;
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  back.focus();
  return isDone;
}

function sortBy(column) {
  choose({ sort: state.sort === column ? `-${column}` : state.sort === `-${column}` ? "" : column });
  at("rows").querySelector(`[data-sort=${column}]`)?.focus();
}

/** Moves between tabs by arrow keys. */
function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const view = VIEWS[(VIEWS.indexOf(state.view) + step + VIEWS.length) % VIEWS.length];
  choose({ view });
  at(`tab-${view}`).focus();
}

/** Takes the boxes ticked: none, all, or some. */
function ticked(key) {
  const boxes = [...at(key).querySelectorAll("input")];
  const on = boxes.filter((box) => box.checked).map((box) => box.value);
  return on.length === 0 ? NONE : on.length === boxes.length && boxes.length <= MOST_CHOSEN ? "" : on.join("|");
}

/** Does something with the rows shown, or says that there is none. */
function ifRows(work) {
  return () => (rowsShown.length ? work() : tell(say("nothing_to_copy"), true));
}

/** Calls a function once its caller has been still for a while. */
function afterPause(work, pause) {
  let waiting = 0;
  return (...args) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => work(...args), pause);
  };
}

function listen() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();  // its address would replace the choices
    at("main").focus();
  });
  for (const view of VIEWS) at(`tab-${view}`).addEventListener("click", () => choose({ view }));
  document.querySelector("[role=tablist]").addEventListener("keydown", moveTab);
  for (const each of document.querySelectorAll("[data-lang]")) {
    each.addEventListener("click", () => choose({ lang: each.dataset.lang, page: state.page }));
  }
  for (const each of document.querySelectorAll(".copy-link")) {
    each.hidden = location.protocol === "about:";  // a frame in a notebook has no link of its own
    each.addEventListener("click", () => copy(location.href, say("copied_link")));
  }
  listenToForms();
  at("rows").addEventListener("click", (event) => {
    const head = event.target.closest("[data-sort]");
    if (head) sortBy(head.dataset.sort);
  });
  at("copy-csv").addEventListener("click", ifRows(() =>
    copy(csvText(rowsShown), say("copied_csv", { n: number(rowsShown.length) }))));
  at("save-csv").addEventListener("click", ifRows(() =>
    save(new Blob(["\ufeff", csvText(rowsShown)], { type: "text/csv" }), "cchc_targets.csv")));
  for (const each of document.querySelectorAll("[data-save]")) {
    const name = () => ["cchc", ...(state.view === "results" ? [state.index, state.dim] : [state.of]), state.lang].join("_");
    each.addEventListener("click", () => saveChart(each.dataset.of, name(), each.dataset.save));
  }
  window.addEventListener("popstate", open);
  window.addEventListener("resize", afterPause(() => DRAWN.includes(state.view) && SHOW[state.view](), RESIZING));
  window.addEventListener("beforeprint", showAllForPrint);
  window.addEventListener("afterprint", () => state.view === "table" && showTable());
}

/** Takes what is chosen in a form, and with it `fresh`, that which then begins anew. */
function listenTo(id, boxes, fresh) {
  const form = at(id);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target: { name, value } }) => {
    if (name !== "q") choose({ ...fresh[name], [name]: boxes.includes(name) ? ticked(name) : value });
  });
  return form;
}

function listenToForms() {
  const form = listenTo("filters", [], {});
  form.q.addEventListener("input", afterPause(() => choose({ q: form.q.value.trim() }), TYPING));
  form.addEventListener("reset", () => setTimeout(() => {
    form.q.value = "";
    choose(emptyFilters());
  }));
  listenTo("choice", ["only", "at"], { of: { base: "", only: "", at: "" }, base: { only: "", at: "" } });
  listenTo("result", ["who"], { index: { dim: "", from: "", to: "" }, dim: { from: "", to: "" } });
}

/** Shows what the address asks for, and says what of it could not stand: unknown, or at odds with the rest. */
function open() {
  const asked = readAddress();
  at("filters").q.value = state.q;
  show();
  const refused = asked.filter(({ key, value }) => state[key] !== value);
  if (refused.length) tell(refused.map((each) => say("unknown_link", each)).join(" "), true);
}

/** Prepares the words of rows for the search while the reader looks at the first page. */
function prepareSearch(from = 0) {
  const until = Math.min(ROWS.length, from + 500);
  ROWS.slice(from, until).forEach(searchedWords);
  if (until < ROWS.length) setTimeout(() => prepareSearch(until));
}

function start() {
  listen();
  open();
  setTimeout(prepareSearch);
}
