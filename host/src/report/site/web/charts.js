// Small drawings: bars, ranges, histograms. Each has a text beside it or in its label; none is the
// only bearer of what it shows.

import { h, svg } from "../../../web/dom.js";
import { percent, say, words } from "../../../web/texts.js";

// A bar from 0 to 1 with marks, each {at, name}: the marks' names are in the title.
export function bar(score, marks = []) {
  const shown = marks.filter((mark) => mark.at !== null);
  const title = shown.map((mark) => `${mark.name} ${percent(mark.at)}`).join(" · ");
  const fill = h("span", { class: "fill", css: { width: `${(score ?? 0) * 100}%` } });
  const ticks = shown.map((mark) => h("i", { class: mark.kind, css: { left: `${mark.at * 100}%` } }));
  return h(
    "span",
    { class: score === null ? "bar unknown" : "bar", title, "aria-hidden": "true" },
    fill,
    ticks,
  );
}

// The range between the bounds with the score as a dot.
export function range({ score, lower, upper }) {
  const span = h("span", {
    class: "span",
    css: { left: `${lower * 100}%`, width: `${(upper - lower) * 100}%` },
  });
  const dot = score === null ? null : h("i", { css: { left: `${score * 100}%` } });
  return h("span", { class: "range", "aria-hidden": "true" }, span, dot);
}

// A bar to the right or left of the middle, `share` from -1 to 1.
export function diverging(share) {
  const width = Math.abs(share) * 50;
  const fill = h("span", {
    class: share < 0 ? "fill less" : "fill more",
    css: { width: `${width}%`, left: `${share < 0 ? 50 - width : 50}%` },
  });
  return h("span", { class: "diverging", "aria-hidden": "true" }, fill);
}

export function swatch(at) {
  return h("span", { class: `swatch c${at === null ? "n" : at}`, "aria-hidden": "true" });
}

// A class with its colour.
export function className(core, at) {
  if (at === null) return h("span", { class: "class" }, swatch(null), say("未分类", "none"));
  return h("span", { class: "class" }, swatch(at), words(core.classes[at].title));
}

// Counts of classes as parts of one bar, with a legend that holds the numbers.
export function classBar(core, counts) {
  const all = counts.reduce((sum, n) => sum + n, 0) || 1;
  const parts = counts.map((n, at) => h("span", { class: `c${at}`, css: { width: `${(n / all) * 100}%` } }));
  const legend = counts.map((n, at) =>
    h(
      "li",
      {},
      className(core, at),
      " ",
      h("b", {}, n),
      h("span", { class: "muted" }, ` ≥ ${core.classes[at].at_least.toFixed(2)}`),
    ),
  );
  return h(
    "div",
    { class: "classbar" },
    h("div", { class: "parts", "aria-hidden": "true" }, parts),
    h("ul", {}, legend),
  );
}

const [WIDTH, HEIGHT, FOOT] = [400, 130, 18];

// How scores are spread, in steps of five points; `paint` gives the colour class of a step's middle.
export function histogram(values, label, paint, mark = null, name = say("中位", "median")) {
  const known = values.filter((value) => value !== null);
  const counts = Array.from(
    { length: 20 },
    (_, step) => known.filter((value) => stepOf(value) === step).length,
  );
  const most = Math.max(1, ...counts);
  const step = WIDTH / 20;
  const bars = counts.map((n, at) => {
    const height = (n / most) * (HEIGHT - 24);
    const title = svg("title", {}, `${at * 5}–${at * 5 + 5}: ${n}`);
    const place = { x: at * step + 1, y: HEIGHT - height, width: step - 2, height };
    const count = svg(
      "text",
      { x: at * step + step / 2, y: HEIGHT - height - 3, class: "count" },
      n > 0 ? n : "",
    );
    return svg("g", {}, svg("rect", { ...place, class: paint((at + 0.5) / 20) }, title), count);
  });
  const axis = [0, 25, 50, 75, 100].map((at) =>
    svg(
      "text",
      {
        x: (at / 100) * WIDTH,
        y: HEIGHT + 14,
        class: at === 0 ? "axis start" : at === 100 ? "axis end" : "axis",
      },
      at,
    ),
  );
  const line =
    mark === null
      ? null
      : svg("line", { x1: mark * WIDTH, x2: mark * WIDTH, y1: 0, y2: HEIGHT, class: "mark" });
  const tag =
    mark === null
      ? null
      : svg(
          "text",
          { x: mark * WIDTH + (mark > 0.7 ? -4 : 4), y: 8, class: mark > 0.7 ? "axis end" : "axis start" },
          `${name} ${percent(mark)}`,
        );
  const text = `${label}: ${describe(counts)}`;
  return svg(
    "svg",
    { class: "histogram", viewBox: `0 0 ${WIDTH} ${HEIGHT + FOOT}`, role: "img", "aria-label": text },
    bars,
    svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT, class: "base" }),
    line,
    tag,
    axis,
  );
}

function stepOf(value) {
  return Math.min(19, Math.floor(value * 20 + 1e-9));
}

function describe(counts) {
  return counts
    .map((n, at) => (n > 0 ? `${at * 5}–${at * 5 + 5} ${n}` : null))
    .filter(Boolean)
    .join(", ");
}
