// The chart of the compare view: dots with year and sign beside each, drawn by Vega-Lite.

const FONT = "'Segoe UI', 'Noto Sans', Roboto, 'DejaVu Sans', sans-serif";
const INK = "#222222", GREY = "#595959", PALE = "#e2e2e2";
const STEP = 24, TEXT = 12, SMALL = 11, LINE = 15;
const GAP = 10, MARGIN = 16, TICK = 60;
const pen = document.createElement("canvas").getContext("2d");
let drawing = 0;
let drawnView = null;

function widthOf(text, size, weight = "normal") {
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}

/** Breaks a text into lines that fit a width. */
function wrapped(text, width, size, weight = "normal") {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && widthOf(longer, size, weight) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Words the mark of a row: figure, year, and whether it is computed. */
function markText(row) {
  return [figure(row), when(row), ...(row.basis === "stated" ? [] : [say("derived")])].join(" · ");
}

/** Tells on which side of a mark its text stands: where there is more room, below it where that is too little. */
function sideOf(row, most, width) {
  const left = width * row.value / most;
  const right = width - left + MARGIN;
  if (Math.max(left, right) < GAP + widthOf(markText(row), TEXT)) return "below";
  return left > right ? "left" : "right";
}

/** Gives every line of the chart as Vega-Lite reads it: heads, figures and what is missing. */
function chartLines(lines, most, width) {
  const worded = lines.flatMap(({ kind, text = "", label = "", row }) => {
    if (!row) return [{ kind, text, label }];
    if (row.value === null) return [{ kind: "aim", text: markText(row), label }];
    const look = DATA.provinces[row.province];
    const side = sideOf(row, most, width);
    const mark = { kind, side, label, text: markText(row), value: row.value, colour: look.colour, shape: look.shape,
      fill: row.nature === "target" ? look.colour : "white" };
    return side === "below" ? [mark, { kind: "below", text: mark.text, label: "" }] : [mark];
  });
  return worded.map((line, at) => ({ value: null, ...line, at }));
}

/** Gives the specification of the chart for lines, head, caption and the width at hand. */
function chartSpec(lines, head, caption, unit, width) {
  const most = unit === "percent" ? 100 : Math.max(1, ...lines.map((line) => (line.row ? line.row.value : 0)));
  const names = lines.map((line) => widthOf(line.label ?? "", TEXT));
  const left = Math.min(Math.ceil(Math.max(40, ...names)) + 14, width * 0.4);
  const inner = Math.max(140, width - left - MARGIN);
  const values = chartLines(lines, most, inner);
  const height = values.length * STEP;
  const place = { field: "at", type: "ordinal", axis: null, scale: { paddingInner: 0, paddingOuter: 0 } };
  const halo = { stroke: "white", strokeWidth: 4, strokeJoin: "round" };
  const words = (filter, mark, x, field = "text") => [halo, {}].map((look) => ({
    transform: [{ filter }], mark: { type: "text", baseline: "middle", fontSize: TEXT, color: INK, ...mark, ...look },
    encoding: { y: place, x, text: { field } },
  }));
  const value = {
    field: "value", type: "quantitative", scale: { domain: [0, most], nice: false },
    axis: { title: say(`axis_${unit}`), tickCount: Math.min(5, Math.floor(inner / TICK)),
      ...(unit === "percent" ? { values: [0, 25, 50, 75, 100] } : {}),
      format: ",~f", gridColor: PALE, domain: false, ticks: false, labelColor: INK, titleColor: INK, titleFontWeight: "normal" },
  };
  if (values.every((each) => each.value === null)) value.axis = null;
  const isFigure = "datum.kind === 'figure'";
  const note = caption.flatMap((each) => wrapped(each, width - 8, SMALL));
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: say("chart_label", { title: head.slice(0, 2).join(", ") }),
    width: inner, height, background: "white", padding: 4,
    data: { values },
    title: { anchor: "start", frame: "bounds", offset: 10, text: wrapped(head[0], width - 8, 15, "bold"), fontSize: 15,
      subtitle: head.slice(1).flatMap((each) => wrapped(each, width - 8, TEXT)), subtitleColor: GREY, subtitleFontSize: TEXT },
    layer: [
      { transform: [{ filter: isFigure }], mark: { type: "rule", color: PALE },
        encoding: { y: place, x: { value: 0 }, x2: { value: inner } } },
      { transform: [{ filter: isFigure }], mark: { type: "point", size: 90, strokeWidth: 2, opacity: 1 },
        encoding: { y: place, x: value, shape: { field: "shape", type: "nominal", scale: null },
          stroke: { field: "colour", type: "nominal", scale: null }, fill: { field: "fill", type: "nominal", scale: null } } },
      ...words(`${isFigure} && datum.side === 'left'`, { align: "right", dx: -GAP }, value),
      ...words(`${isFigure} && datum.side === 'right'`, { align: "left", dx: GAP }, value),
      ...words("datum.kind === 'below'", { align: "right" }, { value: inner }),
      ...words("datum.kind === 'aim'", { align: "left" }, { value: 6 }),
      ...words("datum.kind === 'none'", { align: "left", color: GREY, fontStyle: "italic" }, { value: 6 }),
      ...words("datum.kind === 'head'", { align: "left", fontWeight: "bold" }, { value: -left }),
      ...words("datum.kind !== 'head'", { align: "left", limit: left - 8 }, { value: -left }, "label"),
      { data: { values: [{}] }, mark: { type: "text", align: "left", baseline: "top", fontSize: SMALL, color: GREY,
        lineHeight: LINE, text: note, x: -left, y: height + 46 } },
    ],
    config: { aria: false, font: FONT, view: { stroke: null } },
  };
}

/** Draws the chart; a drawing that a later one overtakes is dropped. */
async function drawChart(spec) {
  const turn = ++drawing;
  drawnView = null;
  const numbers = state.lang === "vi" ? { decimal: ",", thousands: "." } : { decimal: ".", thousands: "," };
  const host = make("div");
  const made = await vegaEmbed(host, spec, {
    ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: false,
    formatLocale: { ...numbers, grouping: [3], currency: ["", ""] },
  });
  if (turn !== drawing) return made.finalize();
  describe(host, spec.description);
  at("chart").replaceChildren(host);
  drawnView = made.view;
  return undefined;
}

/** Names a chart as one image: its figures are read in the table below it, not mark by mark. */
function describe(host, text) {
  host.removeAttribute("aria-roledescription");
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", text);
  host.firstElementChild.setAttribute("aria-hidden", "true");
}

/** Saves the chart as it is drawn. */
async function saveChart(form) {
  if (!drawnView) return;
  const name = `cchc_${state.of}_${state.base}_${state.lang}.${form}`;
  if (form === "svg") save(new Blob([await drawnView.toSVG()], { type: "image/svg+xml" }), name);
  else (await drawnView.toCanvas(2)).toBlob((blob) => save(blob, name), "image/png");
}

/** Hands a file to the reader. */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell(say("saved", { file: name }));
}
