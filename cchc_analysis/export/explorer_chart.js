// Drawing: a chart is an SVG whose marks and labels are placed here, so that no label lies on another at any width.

const FONT = "'Segoe UI', 'Noto Sans', Roboto, 'DejaVu Sans', sans-serif";
const INK = "#222222", GREY = "#595959", PALE = "#e2e2e2", SHADE = "#d9dee3";
const TEXT = 12, SMALL = 11, LINE = 16, STEP = 24, GAP = 10, EDGE = 14;
const PANEL_HEIGHT = 150, WIDEST = 1000;
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

/** Breaks a text into lines that fit a width. */
function wrapped(text, width, size = TEXT, weight = "normal") {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && widthOf(longer, size, weight) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Shortens a text to a width. */
function fitted(text, width) {
  let shown = text;
  while (shown.length > 1 && widthOf(shown) > width) shown = `${shown.replace(/…$/, "").slice(0, -1)}…`;
  return shown;
}

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Writes a text with a white ground of its letters, so that it can be read over lines. */
function words(text, x, y, look = {}) {
  return svg("text", { x, y, "font-size": TEXT, fill: INK, "dominant-baseline": "central", stroke: "white",
    "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke", ...look }, text);
}

function line(x1, y1, x2, y2, look = {}) {
  return svg("line", { x1, y1, x2, y2, stroke: PALE, ...look });
}

/** Makes a mark: filled for a target, hollow for a result. */
function point(x, y, { colour, shape, hollow }) {
  return svg("path", { class: "mark", d: SHAPES[shape] ?? SHAPES.P, transform: `translate(${x},${y})`,
    fill: hollow ? "white" : colour, stroke: colour, "stroke-width": 2 });
}

/** Gives round numbers from one end of an axis to the other. */
function ticks(low, high, most) {
  const rough = (high - low || 1) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Finds a place for each label beside its point, clear of the labels placed before it: to the right, if need be higher or lower. */
function settled(labels, width) {
  const placed = [];
  const isFree = (box) => placed.every((other) =>
    box.right < other.left || other.right < box.left || Math.abs(box.y - other.y) >= LINE - 2);
  for (const each of [...labels].sort((a, b) => a.y - b.y)) {
    const room = widthOf(each.text);
    const left = Math.min(each.x + GAP, width - room);
    const boxes = Array.from({ length: 40 }, (_, at) => (at % 2 ? -1 : 1) * Math.ceil(at / 2) * (LINE - 2) / 2)
      .map((shift) => ({ ...each, left, right: left + room, y: each.y + shift }));
    placed.push(boxes.find(isFree) ?? boxes[0]);
  }
  return placed;
}

/**
 * Draws a chart into its place: title, subtitles, body, caption.
 * `body` gives, for a width, the marks and their height.
 */
function draw(host, { head, body, caption, label }) {
  const width = Math.max(240, Math.min(host.clientWidth, WIDEST));
  const parts = [];
  let y = 0;
  const put = (text, size, look) => {
    for (const each of wrapped(text, width, size, look["font-weight"])) {
      parts.push(words(each, 0, y + size, { "font-size": size, "stroke-width": 0, ...look }));
      y += size * 1.35;
    }
  };
  head.forEach((text, at) => put(text, at ? TEXT : 15, at ? { fill: GREY, class: "subtitle" } : { "font-weight": "bold" }));
  y += head.length ? GAP : 0;
  const drawn = body(width);
  parts.push(svg("g", { transform: `translate(0,${y})` }, ...drawn.marks));
  y += drawn.height + GAP;
  for (const text of caption) put(text, SMALL, { fill: GREY });
  const height = Math.ceil(y + 4);
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height,
    "font-family": FONT, role: "img", "aria-label": label }, svg("rect", { width, height, fill: "white" }), ...parts);
  host.replaceChildren(picture);
}

/** Draws figures as dots, a line each, or pairs of figures joined; heads, aims and what is missing as words. */
function dots(lines, unit) {
  return (width) => {
    const values = lines.flatMap((each) => [each.value, each.value2]).filter((each) => each !== undefined);
    const most = unit === "percent" ? 100 : Math.max(...values, 0) * 1.02 || 1;
    const names = lines.filter((each) => each.label).map((each) => widthOf(each.label) + EDGE);
    const left = Math.min(Math.max(EDGE, ...names), width * 0.4);
    const inner = width - left - EDGE;
    const x = (value) => left + inner * value / most;
    const under = [], marks = [];
    let y = 0;
    const text = (each, from, to) => {
      const room = widthOf(each.text) + GAP;
      if (to + room <= width) marks.push(words(each.text, to + GAP, y + STEP / 2));
      else if (from - room >= left) marks.push(words(each.text, from - GAP, y + STEP / 2, { "text-anchor": "end" }));
      else wrapped(each.text, inner).forEach((part) => {
        y += LINE;
        marks.push(words(part, width - EDGE, y + STEP / 2, { "text-anchor": "end" }));
      });
    };
    for (const each of lines) {
      if (each.head) {
        wrapped(each.head, width, TEXT, "bold").forEach((part) => {
          marks.push(words(part, 0, y + STEP / 2 + 2, { "font-weight": "bold" }));
          y += LINE;
        });
        y += 6;
        continue;
      }
      if (each.label) marks.push(words(fitted(each.label, left - 8), 0, y + STEP / 2));
      if (each.value === undefined) {
        wrapped(each.text, inner).forEach((part, at) => {
          y += at ? LINE : 0;
          marks.push(words(part, left, y + STEP / 2, each.look));
        });
      } else {
        const ends = [x(each.value), x(each.value2 ?? each.value)];
        under.push(line(left, y + STEP / 2, width - EDGE, y + STEP / 2));
        if (each.second) marks.push(line(ends[0], y + STEP / 2, ends[1], y + STEP / 2, { stroke: GREY, "stroke-width": 2 }));
        marks.push(point(ends[0], y + STEP / 2, each.look));
        if (each.second) marks.push(point(ends[1], y + STEP / 2, each.second));
        text(each, Math.min(...ends), Math.max(...ends));
      }
      y += STEP;
    }
    if (!values.length) return { marks, height: y };
    for (const tick of unit === "percent" ? [0, 25, 50, 75, 100] : ticks(0, most, Math.floor(inner / 70))) {
      under.unshift(line(x(tick), 0, x(tick), y));
      marks.push(words(number(tick), x(tick), y + 12, { "text-anchor": "middle", fill: GREY, "stroke-width": 0 }));
    }
    if (unit) marks.push(words(say(`unit_${unit}`), left + inner / 2, y + 30, { "text-anchor": "middle", "stroke-width": 0 }));
    return { marks: [...under, ...marks], height: y + 40 };
  };
}

/**
 * Draws values by year, a panel each: runs of points joined, the last of a run named.
 * A panel has a title, runs (points of year and value, look, name), and may have a band with its middle, breaks that are
 * marked, and cuts: years to which no line leads.
 */
function years(panels, { low, high, places }) {
  return (width) => {
    const runs = panels.flatMap((panel) => panel.runs);
    const all = [...runs.flatMap((run) => run.points), ...panels.flatMap((panel) => panel.band ?? [])].map((each) => each.year);
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const left = Math.max(...[low, high].map((each) => widthOf(number(each, places)))) + 14;
    const longest = Math.max(0, ...runs.map((run) => widthOf(run.name)));
    const inner = Math.max(90, width - left - Math.min(longest + GAP + 4, width * 0.45));
    const step = Math.ceil((last - first + 1) / Math.max(1, Math.floor(inner / 42)));
    const marked = ticks(low, high, 4);
    const digits = marked.every(Number.isInteger) ? undefined : places;
    const x = (year) => left + inner * (year - first + 0.5) / (last - first + 1);
    const parts = [];
    let top = 0;
    for (const { title, runs: lines, band = [], breaks = [], cuts = [], height = PANEL_HEIGHT } of panels) {
      for (const part of title ? wrapped(title, width, TEXT, "bold") : []) {
        parts.push(words(part, 0, top + 10, { "font-weight": "bold" }));
        top += LINE;
      }
      const base = top + 8, marks = [], labels = [];
      const y = (value) => base + height * (1 - (value - low) / (high - low));
      const joined = (points, look) => svg("polyline", { points: points.map((each) => `${x(each.year)},${y(each.value)}`).join(" "), fill: "none", ...look });
      const plain = { fill: GREY, "stroke-width": 0 };
      for (const tick of marked) {
        parts.push(line(left, y(tick), left + inner, y(tick)), words(number(tick, digits), left - 6, y(tick), { "text-anchor": "end", ...plain }));
      }
      for (let year = last; year >= first; year -= step) {
        parts.push(words(String(year), x(year), base + height + 14, { "text-anchor": "middle", ...plain }));
      }
      for (const part of pieces(band, cuts)) {
        const edge = [...part.map((each) => [x(each.year), y(each.high)]), ...[...part].reverse().map((each) => [x(each.year), y(each.low)])];
        parts.push(svg("path", { class: "band", d: `M${edge.map((each) => each.join(",")).join("L")}z`, fill: SHADE, stroke: SHADE, "stroke-width": part.length > 1 ? 0 : 6 }),
          joined(part, { stroke: GREY, "stroke-width": 1.5 }));
      }
      for (const year of breaks) parts.push(line(x(year - 0.5), base, x(year - 0.5), base + height, { stroke: GREY, "stroke-dasharray": "4 3" }));
      for (const { points, look, name } of lines) {
        marks.push(...pieces(points, cuts).map((part) => joined(part, { stroke: look.colour, "stroke-width": 2 })),
          ...points.map((each) => point(x(each.year), y(each.value), { ...look, hollow: each.hollow ?? look.hollow })));
        labels.push({ x: x(points.at(-1).year), y: y(points.at(-1).value), text: name, colour: look.colour });
      }
      marks.push(...settled(labels, width).map((each) => words(each.text, each.left, each.y, { fill: each.colour })));
      parts.push(...marks);
      top = base + height + 30;
    }
    return { marks: parts, height: top - 6 };
  };
}

/** Cuts points where a year is missing and at breaks: no line goes over either. */
function pieces(points, cuts) {
  const parts = [];
  for (const each of points) {
    const before = parts.at(-1)?.at(-1);
    if (before && each.year - before.year === 1 && !cuts.includes(each.year)) parts.at(-1).push(each);
    else parts.push([each]);
  }
  return parts;
}

/** Saves a chart as it is drawn. */
function saveChart(id, name, form) {
  const picture = at(id).querySelector("svg");
  if (!picture) return;
  const text = new XMLSerializer().serializeToString(picture);
  if (form === "svg") return save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, `${name}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** Hands a file to the reader. */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell(say("saved", { file: name }));
}
