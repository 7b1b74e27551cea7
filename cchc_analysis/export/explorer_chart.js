// Drawing: one function for every chart, an SVG whose marks and labels are placed so that none lies on another.

const FONT = "'Segoe UI', 'Noto Sans', Roboto, 'DejaVu Sans', sans-serif";
const INK = "#222222", GREY = "#595959", PALE = "#e2e2e2";
const TITLE = 15, TEXT = 12, SMALL = 11, LINE = 16, STEP = 24, GAP = 10, EDGE = 14, WIDEST = 1000;
const BOLD = { "font-weight": "bold" }, QUIET = { fill: GREY, "stroke-width": 0 }, MIDDLE = { "text-anchor": "middle", ...QUIET };
const SHAPES = {
  o: "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0", s: "M-4.5,-4.5h9v9h-9z", D: "M0,-6L6,0L0,6L-6,0z",
  "^": "M0,-6L5.6,4.5L-5.6,4.5z", P: "M-2,-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z",
  v: "M0,6L5.6,-4.5L-5.6,-4.5z", X: "M-5.5,-2.7L-2.7,-5.5L0,-2.8L2.7,-5.5L5.5,-2.7L2.8,0L5.5,2.7L2.7,5.5L0,2.8L-2.7,5.5L-5.5,2.7L-2.8,0z",
};
const pen = document.createElement("canvas").getContext("2d");

function widthOf(text, size = TEXT, weight = "normal") {
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}

const svg = (tag, attributes, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** Writes a text with a white ground of its letters, so that it can be read over lines. */
function words(text, x, y, look = {}) {
  return svg("text", { x, y, "font-size": TEXT, fill: INK, "dominant-baseline": "central", stroke: "white",
    "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", ...look }, text);
}

const line = (x1, y1, x2, y2, look = {}) => svg("line", { x1, y1, x2, y2, stroke: PALE, ...look });

/** Gives round numbers from one end of an axis to the other, of years and counts whole ones; of ranks the axis runs down. */
function ticks(ends, most) {
  const low = Math.min(ends.low, ends.high), high = Math.max(ends.low, ends.high);
  const rough = (high - low || 1) / Math.max(1, most), power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9), count = Math.floor(high / step + 1e-9) - first + 1;
  const round = Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
  return ends.isYears || ends.unit === "count" ? round.filter(Number.isInteger) : round;
}

/**
 * Draws a chart into its place: heads, panels one below the other over one axis, captions. A panel has a title, a text
 * and runs: points joined in lines, the last one named. With a scale points have a y.
 */
function draw(host, { head = [], panels, scale, axis, caption, label }) {
  const width = Math.max(240, Math.min(host.clientWidth, WIDEST)), runs = panels.flatMap((panel) => panel.runs);
  const values = scale ? ticks(scale, scale.height / 45) : [];
  const digits = Math.max(0, ...values.map((value) => (String(value).split(".")[1] ?? "").length));
  const marked = values.map((value) => ({ value, text: number(value, digits) }));
  const widest = (texts) => Math.max(0, ...texts.map((text) => widthOf(text ?? "")));
  const right = width - Math.min(widest(runs.map((run) => run.name)), width * 0.45) - EDGE;
  const sheet = { width, under: [], over: [], top: 0, marked, left: widest(marked.map((each) => each.text)) + EDGE, right };
  sheet.x = (value) => sheet.left + (sheet.right - sheet.left) * (value - axis.low) / (axis.high - axis.low);
  head.forEach((text, at) => (at ? write(sheet, text, TEXT, { ...QUIET, class: "subtitle" }) : write(sheet, text, TITLE, BOLD)));
  const begin = sheet.top += head.length && GAP;
  for (const panel of panels) drawPanel(sheet, panel, scale, axis.breaks ?? []);
  if (runs.length) drawAxis(sheet, axis, begin);
  sheet.top += GAP;
  for (const text of caption) write(sheet, text, SMALL, QUIET);
  const height = Math.ceil(sheet.top + 4), look = { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT };
  host.replaceChildren(svg("svg", { xmlns: "http://www.w3.org/2000/svg", ...look, role: "img", "aria-label": label },
    svg("rect", { width, height, fill: "white" }), ...sheet.under, ...sheet.over));
}

/** Writes a text in as many lines as it takes; a letter as it is set may be a little wider than as it is measured. */
function write(sheet, text, size, look) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && widthOf(longer, size, look["font-weight"]) > 0.98 * sheet.width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  for (const part of lines) {
    sheet.over.push(words(part, 0, sheet.top + size * 0.7, { "font-size": size, ...look }));
    sheet.top += size * 1.35;
  }
}

function drawPanel(sheet, { title, text, runs }, scale, breaks) {
  const { under, over, left, right, x } = sheet;
  sheet.top += title ? 6 : 0;
  if (title) write(sheet, title, TEXT, BOLD);
  if (text) write(sheet, text, TEXT, {});
  const room = scale?.height ?? (runs.length ? STEP : 0), top = sheet.top + (scale ? GAP : 0), middle = top + room / 2;
  const y = (value) => (scale ? top + room * (scale.high - value) / (scale.high - scale.low) : middle);
  const place = (point) => [x(point.x), y(point.y)];
  if (runs.length && !scale) under.push(line(left, middle, right, middle));
  for (const { value, text: tick } of sheet.marked) {
    under.push(line(left, y(value), right, y(value)));
    over.push(words(tick, left - 6, y(value), { ...QUIET, "text-anchor": "end" }));
  }
  for (const year of breaks) under.push(line(x(year - 0.5), top, x(year - 0.5), top + room, { stroke: GREY, "stroke-dasharray": "4 3" }));
  const below = drawRuns(sheet, runs, place);
  sheet.top = Math.max(top + room + (scale ? GAP : 0), below);
}

/** Draws marks joined by lines, and right of each run its name, below names that stand there; gives where they end. */
function drawRuns({ over, width }, runs, place) {
  for (const part of runs.flatMap((run) => run.lines)) {
    const { colour, shape } = DATA.looks[part[0].province], look = { stroke: colour, "stroke-width": 2 };
    over.push(svg("polyline", { points: part.map(place).join(" "), fill: "none", ...look }));
    for (const point of part) {
      const fill = point.hollow ? "white" : colour;
      over.push(svg("path", { class: "mark", d: SHAPES[shape], transform: `translate(${place(point)})`, fill, ...look }));
    }
  }
  const named = runs.filter((run) => run.name).map(({ name, lines }) => ({ name, end: lines.at(-1).at(-1) })), placed = [];
  for (const { name, end } of named.sort((a, b) => place(a.end)[1] - place(b.end)[1])) {
    const [x, y] = place(end), room = widthOf(name), left = Math.min(x + GAP, width - room), right = left + room;
    const above = placed.filter((other) => other.left < right && left < other.right).map((other) => other.y + LINE - 2);
    placed.push({ left, right, y: Math.max(y, ...above) });
    over.push(words(name, left, placed.at(-1).y, { fill: DATA.looks[end.province].colour }));
  }
  return Math.max(...placed.map((each) => each.y + GAP));
}

/** Draws the axis under the panels, its lines behind them from their beginning. */
function drawAxis(sheet, axis, begin) {
  const { left, right, under, over, x } = sheet;
  for (const tick of ticks(axis, (right - left) / (axis.isYears ? 40 : 70))) {
    under.unshift(line(x(tick), begin, x(tick), sheet.top));
    over.push(words(axis.isYears ? tick : number(tick), x(tick), sheet.top + GAP, MIDDLE));
  }
  sheet.top += STEP;
  if (axis.unit) over.push(words(say(axis.word ?? `unit_${axis.unit}`), (left + right) / 2, sheet.top, MIDDLE));
  sheet.top += axis.unit ? GAP : 0;
}

/** Cuts points where a year is missing and at cuts, years to which no line leads. */
function pieces(points, cuts = []) {
  const parts = [];
  for (const each of points) {
    const before = parts.at(-1)?.at(-1);
    if (before && each.x - before.x === 1 && !cuts.includes(each.x)) parts.at(-1).push(each);
    else parts.push([each]);
  }
  return parts;
}

/** Gives the axis of some years, each in the middle of its place. */
const yearAxis = (years) => ({ low: Math.min(...years) - 0.5, high: Math.max(...years) + 0.5, isYears: true });

function saveChart(button) {
  const form = button.dataset.word.replace("save_", ""), picture = button.closest("section").querySelector("figure svg");
  if (!picture) return;
  const name = ["cchc", ...(state.view === "results" ? [state.index, state.dim] : [state.of]), state.lang].join("_");
  const text = new XMLSerializer().serializeToString(picture);
  if (form === "svg") return save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  const image = new Image(), canvas = make("canvas", { width: 2 * picture.clientWidth, height: 2 * picture.clientHeight });
  image.onload = () => {
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, `${name}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell(say("saved", { file: name }));
}
