// The ranking as a drawing, for as many regions as a glance can hold: total, bounds and rank interval on
// one line each. The table below it has the numbers of all.

import { h } from "../../../web/dom.js";
import { percent, say, words } from "../../../web/texts.js";

// A screenful.
const REGIONS_MAX = 40;

// Null where there are too many.
export function ladder(app) {
  if (app.core.regions.length > REGIONS_MAX) return null;
  const list = h("ol", { class: "ladder" });
  const update = () => list.replaceChildren(...app.current.order.map((row) => rung(app, row)));
  return { node: h("div", {}, list, key(app)), update };
}

function rung(app, row) {
  const { core, current, original } = app;
  const { score, lower, upper } = current.totals[row];
  const at = current.class[row];
  const interval = core.intervals?.ranks[row];
  const before = original.rank[row];
  const rank = current.rank[row];
  const moved = rank !== null && before !== null ? before - rank : 0;
  return h(
    "li",
    {},
    h("span", { class: "place" }, rank ?? "–"),
    moved
      ? h("span", { class: moved > 0 ? "moved up" : "moved down" }, `${moved > 0 ? "▲" : "▼"}${Math.abs(moved)}`)
      : h("span", { class: "moved" }),
    h("a", { href: app.address("region", core.regions[row].code) }, words(core.regions[row].name)),
    h(
      "span",
      { class: "track", "aria-hidden": "true" },
      h("span", { class: "bounds", css: { left: `${lower * 100}%`, width: `${(upper - lower) * 100}%` } }),
      score === null
        ? null
        : h("i", { class: `dot c${at === null ? "n" : at}`, css: { left: `${Math.min(score, 1) * 100}%` } }),
    ),
    h("b", {}, percent(score)),
    h("span", { class: "interval" }, interval ? `${interval[0]}–${interval[1]}` : ""),
  );
}

function key({ core }) {
  return h(
    "p",
    { class: "key" },
    h("span", { class: "dot c1", "aria-hidden": "true" }),
    say("总分，颜色为类型", "total, coloured by class"),
    h("span", { class: "bounds", "aria-hidden": "true" }),
    say("可能区间：未知全 0 到全 1", "bounds: all unknown at 0 to all at 1"),
    core.intervals ? say("· 右列：名次区间（按原权重）", "· last column: rank interval, original weights") : null,
  );
}
