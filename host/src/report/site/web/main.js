// Starts the page: unpacks the data, then shows what the address says.

import { button, h } from "../../../web/dom.js";
import { say, setLanguage, words } from "../../../web/texts.js";
import { comparePage } from "./compare.js";
import { leavesOf, readCore, readTraces, systemOf, unpack, unpackText } from "./data.js";
import { evaluate } from "./engine.js";
import { groupsPage } from "./groups.js";
import { indicatorPage, pointPage } from "./indicator.js";
import { methodPage } from "./method.js";
import { overview } from "./overview.js";
import { regionPage } from "./region.js";
import { searchBox } from "./search.js";
import { readAddress, readWeights, writeAddress, writeWeights } from "./state.js";

const PAGES = {
  overview: (app) => overview(app),
  region: (app) => regionPage(app, app.state.id),
  indicator: (app) => indicatorPage(app, app.state.id),
  point: (app) => pointPage(app, app.state.id),
  groups: (app) => groupsPage(app),
  compare: (app) => comparePage(app),
  method: (app) => methodPage(app),
};

// What every page works on, and the few things that change.
function makeApp(core) {
  const system = systemOf(core);
  const ids = [...core.indicators, ...core.points].map((one) => one.id);
  const [first, second] = [leavesOf(system, core.cells), leavesOf(system, core.cells)];
  const original = evaluate(system, first, system.tree.weights);
  const app = { core, system, original, state: readAddress(location.hash), listener: null };
  // The same leaves are written over at every move.
  const score = (weights) => {
    app.current = evaluate(system, second, weights);
  };
  score(readWeights(app.state.w, ids, system.tree.weights));
  app.setWeights = (weights) => {
    score(weights);
    app.change({ w: writeWeights(weights, ids, system.tree.weights) });
    app.listener?.();
  };
  app.readWeights = () => score(readWeights(app.state.w, ids, system.tree.weights));
  app.onScores = (listener) => {
    app.listener = listener;
  };
  app.change = (change) => {
    Object.assign(app.state, change);
    history.replaceState(null, "", writeAddress(app.state));
  };
  app.address = (view, id = "") => writeAddress({ ...kept(app.state), view, id });
  app.open = (view, id) => {
    location.hash = app.address(view, id);
  };
  app.isTried = () => app.current.weights.some((weight, node) => weight !== original.weights[node]);
  app.redraw = (focus) => show(app, focus);
  // The earlier round, by the round's own weights: what is tried is no matter of what changed.
  app.earlier = once(() => {
    const leaves = leavesOf(system, core.earlier.cells);
    return evaluate({ ...system, codes: core.earlier.codes }, leaves, system.tree.weights);
  });
  app.annex = once(() => unpackText(block("annex")));
  app.traces = once(async () => {
    const traces = await unpack(block("traces"));
    return { judges: traces.judges, verdicts: readTraces(traces, core.cells) };
  });
  return app;
}

// What goes along from page to page.
function kept({ w, lang, theme, peers }) {
  return { w, lang, theme, peers };
}

function once(make) {
  let made = null;
  return () => (made ??= make());
}

function block(id) {
  return document.getElementById(id).textContent;
}

function header(app) {
  const entries = [
    ["overview", say("总览", "Overview")],
    ["indicator", say("指标", "Indicators")],
    ["groups", say("片区", "Areas")],
    ["compare", say("比较", "Compare")],
    ["method", say("方法", "Method")],
  ];
  const isHere = (view) =>
    app.state.view === view ||
    (view === "indicator" && app.state.view === "point") ||
    (view === "overview" && app.state.view === "region");
  const link = ([view, text]) =>
    h("li", {}, h("a", { href: app.address(view), "aria-current": isHere(view) ? "page" : null }, text));
  return [
    h("nav", { "aria-label": say("主导航", "Main") }, h("ul", {}, entries.map(link))),
    searchBox(app),
    h(
      "div",
      { class: "switches" },
      button(say("English", "中文"), () => switchLanguage(app), { lang: say("en", "zh") }),
      button(themeName(app.state.theme), () => switchTheme(app), {
        "aria-label": say(`配色：${themeName(app.state.theme)}`, `Colours: ${themeName(app.state.theme)}`),
      }),
    ),
  ];
}

const THEMES = ["auto", "light", "dark"];

function themeName(theme) {
  return { light: say("亮", "Light"), dark: say("暗", "Dark") }[theme] ?? say("自动", "Auto");
}

function switchTheme(app) {
  app.change({ theme: THEMES[(THEMES.indexOf(app.state.theme) + 1) % THEMES.length] });
  show(app, ".switches button:last-child");
}

function switchLanguage(app) {
  app.change({ lang: app.state.lang === "zh" ? "en" : "zh" });
  show(app, ".switches button");
}

function footer({ core }) {
  const { round } = core;
  return [
    h(
      "p",
      {},
      say(
        "由机器评价、按清单计分；每个判定附原文和网址。未知不是零分。",
        "Judged by machine, scored by the manifests; every verdict has its quote and address. Unknown is not zero.",
      ),
    ),
    h("p", {}, words(core.publication.notices.at(0))),
    h("p", {}, `bluebook ${core.program} · ${round.name} · `, h("code", {}, round.root)),
  ];
}

// Draws everything by the state; the focus goes to `focus`, or to the heading after a page was turned.
function show(app, focus = null) {
  const { state, core } = app;
  setLanguage(state.lang);
  document.documentElement.lang = say("zh-CN", "en");
  document.documentElement.dataset.theme = state.theme;
  app.listener = null;
  document.querySelector("header").replaceChildren(...header(app));
  document.querySelector("footer").replaceChildren(...footer(app));
  document.querySelector(".skip").textContent = say("跳到正文", "Skip to content");
  const main = document.getElementById("main");
  const page = [PAGES[state.view](app)].flat(Infinity).filter(Boolean);
  main.replaceChildren(...notices(app), ...page);
  watermark(core.publication);
  const heading = main.querySelector("h1");
  document.title = `${heading.textContent} · ${words(core.title)} · ${core.round.name}`;
  if (focus) document.querySelector(focus)?.focus();
}

// What a reader must know first: how far the round is, and that other weights are being tried.
function notices(app) {
  const { publication } = app.core;
  const told = publication.stage === "final" && !publication.watermark ? [] : publication.notices;
  const lines = told.map((notice) => h("p", {}, words(notice)));
  const stand = lines.length > 0 ? h("div", { class: "notice", role: "note" }, lines) : null;
  return [stand, app.state.view === "overview" ? null : triedNotice(app)].filter(Boolean);
}

function triedNotice(app) {
  if (!app.isTried()) return null;
  const restore = () => {
    app.setWeights(app.original.weights);
    app.redraw("h1");
  };
  const text = {
    compare: say("正在试算别的权重；本页仍按原权重。", "Other weights are being tried; this page keeps to the original ones."),
  }[app.state.view];
  const usual = say("正在按试算的权重显示。", "Shown by the weights that are being tried.");
  return h(
    "div",
    { class: "notice tried", role: "note" },
    h("p", {}, text ?? usual, " ", button(say("恢复原权重", "Original weights"), restore)),
  );
}

// Across every page of paper until the round is public and final, and on screen under an embargo.
function watermark({ watermark: mark, is_embargoed: isEmbargoed }) {
  document.querySelector(".watermark")?.remove();
  if (!mark) return;
  document.body.append(h("div", { class: isEmbargoed ? "watermark embargo" : "watermark", "aria-hidden": "true" }, words(mark)));
}

function turnPage(app) {
  const before = app.state;
  const after = readAddress(location.hash);
  // A link without weights, language or colours means those that are chosen.
  const chosen = Object.fromEntries(
    Object.entries(kept(before)).filter(([key]) => !location.hash.includes(`${key}=`)),
  );
  app.state = { ...after, ...chosen };
  history.replaceState(null, "", writeAddress(app.state));
  app.readWeights();
  show(app);
  const heading = document.querySelector("main h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function start() {
  const app = makeApp(readCore(await unpack(block("core"))));
  show(app);
  addEventListener("hashchange", () => turnPage(app));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  // Paper shows what is folded.
  addEventListener("beforeprint", () =>
    document.querySelectorAll("main > section > details").forEach((details) => {
      details.open = true;
    }),
  );
  document.documentElement.dataset.ready = Math.round(performance.now());
}

start().catch((error) => {
  const text =
    "打不开数据。请用近几年的浏览器。The data could not be opened; a browser of the last few years is needed.";
  document
    .getElementById("main")
    .replaceChildren(h("h1", {}, "bluebook"), h("p", {}, text), h("pre", {}, String(error)));
});
