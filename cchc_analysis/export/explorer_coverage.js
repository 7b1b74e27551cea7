// The coverage map: what each province's documents say of each metric; a field opens its rows.

function showCoverage() {
  at("key").replaceChildren(...Object.entries(DATA.signs).map(([status, sign]) => make("span", {}, `${sign || "□"} ${say(`status_${status}`)}`)));
  const heads = PROVINCES.map((name) => make("th", { scope: "col" }, name));
  const line = (metric) => make("tr", {}, make("th", { scope: "row" }, metricName(metric)),
    ...PROVINCES.map((province) => mapCell(metric, province, DATA.coverage[metric][province])));
  const body = (area) => make("tbody", {},
    make("tr", {}, make("th", { scope: "rowgroup", colspan: PROVINCES.length + 1, class: "area" }, say(`area_${area}`))),
    ...METRICS.filter((metric) => DATA.metrics[metric].area === area).map(line));
  at("map").replaceChildren(make("table", { class: "map" },
    make("caption", { class: "hidden" }, say("coverage_caption")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("metric")), ...heads)), ...DATA.areas.map(body)));
}

function mapCell(metric, province, status) {
  const told = say(`status_${status}`), label = say("coverage_cell", { province, metric: metricName(metric), status: told });
  const open = () => choose({ ...NO_FILTERS, view: "table", province, metric }, "tab-table");
  return make("td", { class: status }, status === "silent" ? make("span", { class: "hidden" }, told)
    : make("button", { type: "button", "aria-label": label, title: label, onclick: open }, DATA.signs[status]));
}
