// One box for regions, indicators and points.

import { h } from "../../../web/dom.js";
import { say, words } from "../../../web/texts.js";

const HITS_MAX = 12;

export function searchBox(app) {
  const hits = h("ul", { id: "hits", class: "hits" });
  const find = (event) => {
    const found = search(app.core, event.target.value);
    const links = found.map(({ view, id, text }) =>
      h("li", {}, h("a", { href: app.address(view, id) }, text)),
    );
    const none =
      event.target.value.trim() && links.length === 0
        ? h("li", { class: "muted" }, say("没有找到", "Nothing found"))
        : null;
    hits.replaceChildren(...links, ...(none ? [none] : []));
  };
  const label = say("搜索地区、指标、点位", "Search regions, indicators, points");
  const input = h("input", {
    type: "search",
    placeholder: label,
    "aria-label": label,
    "aria-controls": "hits",
    on: { input: find },
  });
  const leave = (event) => {
    if (event.key !== "Escape") return;
    input.value = "";
    hits.replaceChildren();
    input.focus();
  };
  const chosen = () => {
    input.value = "";
    hits.replaceChildren();
  };
  return h(
    "search",
    { class: "search", on: { keydown: leave, click: (event) => event.target.closest("a") && chosen() } },
    input,
    hits,
  );
}

// What holds every word; names that begin with the first word come first.
export function search(core, query) {
  const parts = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [];
  const entry = (view, id, title, more = "") => ({
    view,
    id,
    text: `${id} ${words(title)}`,
    all: `${id} ${title.zh} ${title.en} ${more}`.toLowerCase(),
  });
  const entries = [
    ...core.regions.map((one) => entry("region", one.code, one.name, `${one.short} ${one.province}`)),
    ...core.indicators.map((one) => entry("indicator", one.id, one.title)),
    ...core.points.map((one) => entry("point", one.id, one.title)),
  ];
  const found = entries.filter(({ all }) => parts.every((part) => all.includes(part)));
  const begins = ({ all }) => (all.split(" ").some((word) => word.startsWith(parts[0])) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, HITS_MAX);
}
