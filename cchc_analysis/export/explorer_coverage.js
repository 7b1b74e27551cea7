// The coverage map: what each province's documents say of each metric; a field opens its rows.

/** Makes the map anew; one field at a time takes the focus, arrow keys move it. */
function showCoverage() {
  const named = ([status, sign]) => make("span", {}, `${sign || "□"} ${say(`status_${status}`)}`);
  at("key").replaceChildren(...DATA.statuses.map(named));
  const heads = PROVINCES.map((name) => make("th", { scope: "col" }, name));
  const table = make("table", { class: "map", role: "grid" },
    make("caption", { class: "hidden" }, say("coverage_caption")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("metric")), ...heads)),
    ...DATA.areas.map(areaBody));
  table.addEventListener("keydown", moveInMap);
  at("map").replaceChildren(table);
  const first = table.querySelector("button");
  if (first) first.tabIndex = 0;
}

function areaBody(area) {
  const head = make("tr", {}, make("th", { scope: "rowgroup", colspan: PROVINCES.length + 1, class: "area" }, say(`area_${area}`)));
  const metrics = METRICS.filter((metric) => DATA.metrics[metric].area === area);
  return make("tbody", {}, head, ...metrics.map(metricLine));
}

function metricLine(metric) {
  const cells = PROVINCES.map((province, at) => mapCell(metric, province, DATA.coverage[metric][at]));
  return make("tr", {}, make("th", { scope: "row" }, metricName(metric)), ...cells);
}

function mapCell(metric, province, code) {
  const [status, sign] = DATA.statuses[code];
  const label = say("coverage_cell", { province, metric: metricName(metric), status: say(`status_${status}`) });
  if (status === "silent") return make("td", { class: status }, make("span", { class: "hidden" }, say(`status_${status}`)));
  const open = () => choose({ ...emptyFilters(), view: "table", province, metric }, "tab-table");
  return make("td", { class: status },
    make("button", { type: "button", tabindex: "-1", "aria-label": label, title: label, onclick: open }, sign));
}

/** Moves the focus to the next field that speaks, in the direction of an arrow key. */
function moveInMap(event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step || event.target.tagName !== "BUTTON") return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll("tbody tr")].filter((line) => line.cells.length > 1);
  let line = lines.indexOf(event.target.closest("tr")) + step[0];
  let cell = event.target.closest("td").cellIndex + step[1];
  for (; lines[line] && lines[line].cells[cell]; line += step[0], cell += step[1]) {
    const next = lines[line].cells[cell].querySelector("button");
    if (next) {
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      return;
    }
  }
}
