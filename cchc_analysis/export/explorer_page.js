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
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of document.querySelectorAll("[data-placeholder]")) each.placeholder = say(each.dataset.placeholder);
  for (const each of document.querySelectorAll("[data-lang]")) {
    each.setAttribute("aria-pressed", String(each.dataset.lang === state.lang));
  }
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
  fillSelect(form.province, [all, ...PROVINCES.map((name) => [name, name])], state.province);
  fillSelect(form.area, [all, ...DATA.areas.map((area) => [area, say(`area_${area}`)])], state.area);
  fillSelect(form.metric, [all, ...metrics.map((metric) => [metric, metricName(metric)])], state.metric);
  fillSelect(form.level, [all, ...DATA.levels.map((level) => [level, say(`level_${level}`)])], state.level);
  fillSelect(form.year, [all, ...unique(DATA.rows.year).sort().map((year) => [year, year])], state.year);
  fillSelect(form.nature, [all, ...NATURES.map((nature) => [nature, say(`nature_${nature}`)])], state.nature);
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
  listenToFilters();
  listenToChoice();
  listenToResults();
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

function listenToFilters() {
  const form = at("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target !== form.q) choose({ [event.target.name]: event.target.value });
  });
  form.q.addEventListener("input", afterPause(() => choose({ q: form.q.value.trim() }), TYPING));
  form.addEventListener("reset", () => setTimeout(() => {
    form.q.value = "";
    choose(emptyFilters());
  }));
}

function listenToChoice() {
  const form = at("choice");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    const fresh = { base: "", only: "", at: "" };
    if (target.name === "of") choose({ ...fresh, of: target.value });
    else if (target.name === "base") choose({ ...fresh, base: target.value });
    else choose({ [target.name]: ticked(target.name) });
  });
}

function listenToResults() {
  const form = at("result");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "index") choose({ index: target.value, dim: "", from: "", to: "" });
    else if (target.name === "dim") choose({ dim: target.value, from: "", to: "" });
    else if (target.name === "who") choose({ who: ticked("who") });
    else choose({ [target.name]: target.value });
  });
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
