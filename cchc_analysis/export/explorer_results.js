// Overview and results: what the data show at a glance, and the published scores of all provinces by year.

const RESULTS = DATA.results;
const INDICES = unique(Object.keys(RESULTS).map((key) => key.split("/")[0]));

function showOverview() {
  const cards = DATA.cards[state.lang].map((card) => {
    const open = () => choose({ ...PLAIN, lang: state.lang, ...card.link }, `tab-${card.link.view}`);
    const button = (look, text) => make("button", { type: "button", onclick: open, ...look }, text);
    const article = make("article", {}, make("h2", {}, button({ class: "link" }, card.title)),
      make("p", { class: "note" }, card.subtitle), make("div", { class: "picture" }),
      button({ class: "more", "aria-label": `${say("card_open")}: ${card.title}` }, say("card_open")));
    return [article, card];
  });
  at("cards").replaceChildren(...cards.map(([article]) => article));
  for (const [article, card] of cards) {  // of rows of the table, results of some provinces, or panels made with the words
    const chart = card.rows ? rowChart(card.rows.map((place) => ROWS[place]))
      : card.who ? resultChart(RESULTS[`${card.link.index}/${card.link.dim}`], card.who) : card;
    draw(article.querySelector(".picture"), { ...chart, caption: [card.note], label: card.title });
  }
}

/** Draws scores of some provinces by year, over the band of all; where none of them has one, their ranks, 1 on top. */
function resultChart(result, who, from = -Infinity, to = Infinity) {
  const isShown = (year) => year >= from && year <= to, places = result.years.map((_, at) => at).filter((at) => isShown(result.years[at]));
  const names = who.filter((name) => name in result.scores), has = (table, name) => places.some((at) => table[name][at] !== null);
  const isRanks = !names.some((name) => has(result.scores, name)) && names.some((name) => has(result.ranks, name));
  const drawn = isRanks ? result.ranks : result.scores;
  const lines = (values, more) => pieces(result.years.map((x, at) => ({ x, y: values[at], ...more(at) }))
    .filter((each) => each.y !== null && isShown(each.x)), isRanks ? [] : result.cuts);
  const of = (province) => lines(drawn[province],
    (at) => ({ province, hollow: result.derived.includes(`${province}|${result.years[at]}`) }));
  const band = isRanks ? [] : lines(result.middle, (at) => ({ low: result.low[at], high: result.high[at] }));
  const runs = names.map((province) => ({ province, lines: of(province) })).filter((run) => run.lines.length);
  for (const run of runs) run.name = `${run.province} ${number(run.lines.at(-1).at(-1).y, isRanks ? 0 : result.places)}`;
  const values = [...band.flat().flatMap((each) => [each.low, each.high]), ...runs.flatMap((run) => run.lines.flat()).map((each) => each.y)];
  const [low, high] = [Math.min(...values), Math.max(...values)], room = (high - low || high || 1) * 0.08;
  const ends = isRanks ? { low: Math.max(high, ...places.map((at) => result.of[at])) + 1, high: 0.5 } : { low: low - room, high: high + room };
  const breaks = result.breaks.filter((year) => year > from && isShown(year));
  return { panels: [{ runs, band }], scale: { ...ends, height: 240 }, isRanks,
    shown: names.filter((name) => has(result.scores, name) || has(result.ranks, name)),
    axis: { ...yearAxis(result.years.filter(isShown)), breaks } };
}

function showResults() {
  if (!INDICES.length) {
    at("told").textContent = say("results_none");
    return;
  }
  if (!INDICES.includes(state.index)) state.index = DATA.shown;
  const form = at("result"), parts = Object.keys(RESULTS).filter((key) => key.startsWith(`${state.index}/`));
  fillSelect(form.index, INDICES.map((index) => [index, metricName(index)]));
  fillSelect(form.dim, parts.map((key) => [key.split("/")[1], RESULTS[key][state.lang].name]));
  const result = RESULTS[`${state.index}/${state.dim}`], { years } = result;
  fillSelect(form.from, years.map((year, at) => [at ? year : "", year]));
  const from = Number(state.from) || years[0];
  fillSelect(form.to, years.filter((year) => year >= from).map((year) => [year === years.at(-1) ? "" : year, year]).reverse());
  const to = Number(state.to) || years.at(-1);
  const names = Object.keys(result.scores), own = names.filter((name) => PROVINCES.includes(name));
  const who = fillBoxes("who", unique([...own, ...names]), Math.min(own.length, MOST_CHOSEN), String);
  const chart = resultChart(result, who, from, to), { shown } = chart, { title, scale, subtitle, note } = result[state.lang];
  const drawn = chart.isRanks ? say("results_as_ranks") : chart.panels[0].band.length ? subtitle : scale;
  at("told").textContent = ranksWords(result, shown, to);
  draw(at("resultchart"), { ...chart, head: [`${title}, ${unique([from, to]).join("–")}`, drawn],
    caption: [...(chart.axis.breaks.length ? [say(chart.isRanks ? "break_marked" : "break_drawn")] : []), ...unscored(result, shown, from, to), note], label: say("chart_label", { title }) });
  at("resulttable").replaceChildren(resultTable(result, shown, years.filter((year) => year >= from && year <= to).reverse()));
}

/** Says of which of the provinces shown, and of which years, a rank is at hand and no score. */
function unscored(result, who, from, to) {
  const only = (name) => result.years.filter((year, at) => year >= from && year <= to && result.ranks[name][at] !== null && result.scores[name][at] === null);
  const provinces = who.filter((name) => only(name).length).map((name) => `${name} (${only(name).join(", ")})`).join(", ");
  return provinces ? [say("results_no_score", { provinces })] : [];
}

/** Says where the provinces chosen stand in the last year shown. */
function ranksWords(result, who, year) {
  const place = result.years.indexOf(year), rank = (name) => result.ranks[name][place];
  const ranks = who.filter(rank).sort((a, b) => rank(a) - rank(b)).map((name) => `${name} ${rank(name)}`).join(", ");
  return ranks ? say("results_ranks", { year, of: result.of[place], ranks }) : say("results_unranked", { year });
}

/** Makes the table of the chart: a line a year, score and rank of each province, the median beside them where it is known. */
function resultTable(result, who, years) {
  const score = (value, ...more) => make("td", { class: "figure" }, value === null ? "–" : number(value, result.places), ...more);
  const cell = (name, place) => {
    const rank = result.ranks[name][place];
    return score(result.scores[name][place], make("span", { class: "base" }, rank ? say("rank", { rank, of: result.of[place] }) : ""));
  };
  const hasMedian = years.some((year) => result.middle[result.years.indexOf(year)] !== null);
  const line = (year) => {
    const place = result.years.indexOf(year);
    return make("tr", { class: result.breaks.includes(year) ? "break" : null }, make("th", { scope: "row" }, String(year)),
      ...who.map((name) => cell(name, place)), ...(hasMedian ? [score(result.middle[place])] : []));
  };
  const heads = [say("year"), ...who, ...(hasMedian ? [say("median")] : [])].map((text) => make("th", { scope: "col" }, text));
  return make("table", { class: "rows results" }, make("caption", {}, result[state.lang].title),
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...years.map(line)));
}
