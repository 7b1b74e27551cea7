// Overview and results: charts of what the data show, and the published scores of all provinces by year.

const RESULTS = DATA.results;
const INDICES = unique(Object.keys(RESULTS).map((key) => key.split("/")[0]));

function showOverview() {
  const article = ({ title, link, svg: text }) => {
    const picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    filled(picture, { role: "img", "aria-label": title }, []);
    const onclick = () => choose({ ...PLAIN, lang: state.lang, ...link }, `tab-${link.view}`);
    return make("article", {}, make("h2", { class: "hidden" }, title), make("div", { class: "picture" }, picture),
      make("button", { type: "button", class: "more", onclick, "aria-label": `${say("card_open")}: ${title}` }, say("card_open")));
  };
  at("cards").replaceChildren(...DATA.cards[state.lang].map(article));
}

function resultChart(result, who, from, to) {
  const { years, cuts, derived, places } = result, isShown = (year) => year >= from && year <= to;
  const run = (province, scores) => {
    const points = years.map((x, at) => ({ x, y: scores[at], province, hollow: derived.includes(`${province}|${x}`) }));
    const lines = pieces(points.filter((each) => each.y !== null && isShown(each.x)), cuts);
    return lines.length ? [{ lines, name: `${province || say("median")} ${number(lines.at(-1).at(-1).y, places)}` }] : [];
  };
  const runs = [...run("", result.middle), ...who.flatMap((province) => run(province, result.scores[province]))];
  const values = runs.flatMap((each) => each.lines.flat()).map((each) => each.y);
  const [low, high] = [Math.min(...values), Math.max(...values)], room = (high - low || high || 1) * 0.08;
  return { panels: [{ runs }], scale: { low: low - room, high: high + room, height: 240 },
    axis: { ...yearAxis(years.filter(isShown)), breaks: result.breaks.filter((year) => year > from && isShown(year)) } };
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
  const chart = resultChart(result, who, from, to), { title, subtitle, note } = result[state.lang];
  const caption = [...(chart.axis.breaks.length ? [say("break_drawn")] : []), note];
  if (chart.panels[0].runs.length) draw(at("resultchart"), { ...chart, caption, head: [`${title}, ${unique([from, to]).join("–")}`, subtitle], label: say("chart_label", { title }) });
  else at("resultchart").replaceChildren(say("results_no_score"));
  at("resulttable").replaceChildren(resultTable(result, who, years.filter((year) => year >= from && year <= to).reverse()));
}

function resultTable(result, who, years) {
  const score = (value, ...more) => make("td", { class: "figure" }, value === null ? "–" : number(value, result.places), ...more);
  const cell = (name, place) => {
    const rank = result.ranks[name][place];
    return score(result.scores[name][place], make("span", { class: "base" }, rank ? say("rank", { rank, of: result.of[place] }) : ""));
  };
  const line = (year) => {
    const place = result.years.indexOf(year);
    return make("tr", { class: result.breaks.includes(year) ? "break" : null }, make("th", { scope: "row" }, String(year)),
      ...who.map((name) => cell(name, place)), score(result.middle[place]));
  };
  const heads = [say("year"), ...who, say("median")].map((text) => make("th", { scope: "col" }, text));
  return make("table", { class: "rows results" }, make("caption", {}, result[state.lang].title),
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...years.map(line)));
}
