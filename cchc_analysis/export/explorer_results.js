// Overview and results: what the data show at a glance, and the published scores of all provinces by year.

const RESULTS = DATA.results ?? {};
const INDICES = unique(Object.keys(RESULTS).map((key) => key.split("/")[0]));

function showOverview() {
  const cards = DATA.cards.map((card) => {
    const own = card[state.lang];
    const place = make("div", { class: "picture" });
    const open = () => choose({ ...PLAIN, lang: state.lang, ...card.link }, `tab-${card.link.view}`);
    const article = make("article", {}, make("h2", {}, make("button", { type: "button", class: "link", onclick: open }, own.title)),
      make("p", { class: "note" }, own.subtitle), place,
      make("button", { type: "button", class: "more", onclick: open, "aria-label": `${say("card_open")}: ${own.title}` }, say("card_open")));
    return { article, draw: () => draw(place, { head: [], body: cardBody(card), caption: [own.note], label: own.title }) };
  });
  at("cards").replaceChildren(...cards.map((each) => each.article));
  for (const each of cards) each.draw();
}

/** Draws rows of the table, pairs of them, spreads, or results, as the views do. */
function cardBody(card) {
  if (card.rows) return dots(chartLines(card.rows.map((place) => ROWS[place])), DATA.metrics[card.link.of].unit);
  if (card.pairs) return dots(card.pairs.flatMap(pairLines), DATA.metrics[card.link.of].unit);
  if (card.who) return resultBody(RESULTS[`${card.link.index}/${card.link.dim}`], card.who, 0, 9999);
  const plain = { colour: GREY, shape: "o" };
  return dots(card.spread.flatMap(({ head, line, value, value2 }) => [{ head: head[state.lang] },
    { value, value2, text: line[state.lang], look: { ...plain, hollow: true }, second: plain }]), "");
}

/** Draws scores of some provinces by year, over the band of all. */
function resultBody(result, who, from, to) {
  return years([resultPanel(result, who, from, to)], scaleOf(result, who, from, to));
}

/** Gives the years from one to another that have results, by place. */
function placesOf(result, from, to) {
  return result.years.map((year, place) => place).filter((place) => result.years[place] >= from && result.years[place] <= to);
}

/** Gives the panel of some provinces over the band of all. */
function resultPanel(result, who, from, to) {
  const places = placesOf(result, from, to);
  const band = places.filter((place) => result.low[place] !== null).map((place) =>
    ({ year: result.years[place], low: result.low[place], high: result.high[place], value: result.middle[place] }));
  const run = (name) => {
    const points = places.filter((place) => result.scores[name][place] !== null).map((place) => ({ year: result.years[place],
      value: result.scores[name][place], hollow: result.derived.includes(`${name}|${result.years[place]}`) }));
    return { points, province: name, look: DATA.looks[name], name: points.length && `${name} ${number(points.at(-1).value, result.places)}` };
  };
  const runs = who.filter((name) => result.scores[name]).map(run).filter((each) => each.points.length);
  return { runs, band, breaks: result.breaks.filter((year) => year > from && year <= to), cuts: result.cuts, height: 240 };
}

function scaleOf(result, who, from, to) {
  const places = placesOf(result, from, to);
  const values = places.flatMap((place) => [result.low[place], result.high[place], ...who.map((name) => result.scores[name]?.[place])])
    .filter((each) => each !== null && each !== undefined);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || high || 1) * 0.08;
  return { low: low - room, high: high + room, places: result.places > 1 ? 1 : result.places };
}

function showResults() {
  if (!INDICES.length) {
    at("told").textContent = say("results_none");
    return;
  }
  if (!INDICES.includes(state.index)) state.index = DATA.shown;
  const parts = Object.keys(RESULTS).filter((key) => key.startsWith(`${state.index}/`));
  if (!parts.includes(`${state.index}/${state.dim}`)) state.dim = parts[0].split("/")[1];
  const result = RESULTS[`${state.index}/${state.dim}`];
  const all = Object.keys(result.scores);
  const own = all.filter((name) => PROVINCES.includes(name));
  const provinces = [...own, ...all.filter((name) => !PROVINCES.includes(name))];
  const who = chosen("who", provinces, Math.min(own.length, MOST_CHOSEN));
  const known = (year, least) => result.years.includes(year) && year >= least;
  const first = known(Number(state.from), 0) ? Number(state.from) : result.years[0];
  const last = known(Number(state.to), first) ? Number(state.to) : result.years.at(-1);
  if (first === result.years[0]) state.from = "";
  if (last === result.years.at(-1)) state.to = "";
  const form = at("result");
  fillSelect(form.index, INDICES.map((index) => [index, metricName(index)]), state.index);
  fillSelect(form.dim, parts.map((key) => [key.split("/")[1], RESULTS[key].name[state.lang]]), state.dim);
  fillSelect(form.from, result.years.map((year) => [year, year]), first);
  fillSelect(form.to, result.years.map((year) => [year, year]), last);
  fillBoxes("who", provinces, who, (name) => name);
  const panel = resultPanel(result, who, first, last);
  const shown = panel.runs.map((run) => run.province);
  at("told").textContent = resultTitle(result, shown, last);
  draw(at("resultchart"), {
    head: [`${result.title[state.lang]}, ${first}–${last}`, say("results_subtitle", { scale: result.scale[state.lang] })],
    body: resultBody(result, shown, first, last),
    caption: [[panel.breaks.length && say("results_break"), result.derived.length && say("results_derived"), say("results_error"),
      say("before_reorganisation")].filter(Boolean).join(" "), result.source[state.lang]],
    label: say("chart_label", { title: result.title[state.lang] }),
  });
  at("resulttable").replaceChildren(resultTable(result, shown, placesOf(result, first, last)));
}

/** Says where the provinces chosen stand in the last year shown. */
function resultTitle(result, who, year) {
  const place = result.years.indexOf(year);
  const ranked = who.filter((name) => result.ranks[name]?.[place]).sort((a, b) => result.ranks[a][place] - result.ranks[b][place]);
  if (!ranked.length) return say("results_unranked", { year });
  return say("results_ranks", { year, of: result.of[place], ranks: ranked.map((name) => `${name} ${result.ranks[name][place]}`).join(", ") });
}

/** Makes the table of the chart: a line a year, score and rank of each province, the median beside them. */
function resultTable(result, who, places) {
  const cell = (name, place) => {
    const score = result.scores[name][place];
    if (score === null) return make("td", { class: "figure" }, "–");
    const rank = result.ranks[name][place];
    return make("td", { class: "figure" }, number(score, result.places), make("span", { class: "base" }, rank ? say("rank", { rank, of: result.of[place] }) : ""));
  };
  const heads = [say("year"), ...who, sentence(say("median"))].map((text) => make("th", { scope: "col" }, text));
  const lines = [...places].reverse().map((place) => make("tr", result.breaks.includes(result.years[place]) ? { class: "break" } : {},
    make("th", { scope: "row" }, String(result.years[place])), ...who.map((name) => cell(name, place)),
    make("td", { class: "figure" }, result.middle[place] === null ? "–" : number(result.middle[place], result.places))));
  return make("table", { class: "rows results" }, make("caption", {}, result.title[state.lang]),
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines));
}
