// Starts the desk: asks who is there, then shows what the address says.

import { announce, button, h } from "../../web/dom.js";
import { say, setLanguage } from "../../web/texts.js";
import { Failed, signOut, whoIsThere } from "./api.js";
import { deskPage, questionPage } from "./desk.js";
import { refusal } from "./form.js";
import { loginPage, roleName } from "./login.js";
import { objectionsPage } from "./objections.js";
import { publicationPage } from "./publication.js";
import { overviewPage } from "./overview.js";
import { roundsPage } from "./rounds.js";
import { choiceOf, choose, isOurs, readAddress, writeAddress } from "./state.js";
import { TABLES, regionPage, tablePage } from "./tables.js";

const PAGES = {
  rounds: roundsPage,
  overview: overviewPage,
  desk: deskPage,
  question: questionPage,
  region: regionPage,
  objections: objectionsPage,
  publication: publicationPage,
  login: loginPage,
  ...Object.fromEntries(TABLES.map((name) => [name, tablePage])),
};

// What every page works on. `signal` ends when the page is turned, and with it what the page listens to.
const app = {
  session: null,
  state: readAddress(location),
  turn: new AbortController(),
  // The address of a view of the round that is open.
  address: (view, keys = {}) => writeAddress(view, app.state.round, keys),
  open(address) {
    history.pushState(null, "", address);
    return turnPage();
  },
  // Changes what the address says without turning the page.
  change(keys) {
    for (const [key, value] of Object.entries(keys)) app.state.query.set(key, value);
    const { view, round, query } = app.state;
    history.replaceState(null, "", writeAddress(view, round, Object.fromEntries(query)));
  },
  may: (role) => ROLES_UP.indexOf(app.session?.role) >= ROLES_UP.indexOf(role),
  // Reads anew who is there.
  async refresh() {
    app.session = await whoIsThere();
  },
  redraw: (options) => turnPage(options),
};

function header() {
  const { session, state } = app;
  const isIn = session?.person;
  const entry = (view, text, href = app.address(view)) =>
    h("li", {}, h("a", { href, "aria-current": isHere(view) ? "page" : null }, text));
  const ofRound = [
    entry("overview", say("总览", "Overview")),
    app.may("reviewer") ? entry("desk", say("核验", "Desk")) : null,
    entry("ranking", say("数据", "Data")),
    entry("objections", say("异议", "Objections")),
    entry("publication", say("发布", "Publication")),
    h("li", {}, h("a", { href: app.address("report"), target: "_blank" }, say("报告", "Report"))),
  ];
  const rounds = entry("rounds", say("轮次", "Rounds"), "/rounds");
  return [
    isIn
      ? h("nav", { "aria-label": say("主导航", "Main") }, h("ul", {}, rounds, state.round ? ofRound : null))
      : h("p", { class: "brand" }, "bluebook"),
    h("div", { class: "switches" }, isIn ? personBox() : null, languageButton(), themeButton()),
  ];
}

function isHere(view) {
  const here = app.state.view;
  if (view === "desk") return here === "desk" || here === "question";
  if (view === "ranking") return TABLES.includes(here) || here === "region";
  return here === view;
}

function personBox() {
  const { person, role, mode } = app.session;
  const leave = async () => {
    await signOut();
    await app.refresh();
    app.open(writeAddress("login"));
  };
  return [
    h("span", { class: "person" }, h("bdi", {}, person), mode === "accounts" ? ` · ${roleName(role)}` : null),
    button(mode === "accounts" ? say("退出", "Sign out") : say("换人", "Somebody else"), leave),
  ];
}

function languageButton() {
  const change = () => {
    choose("language", say("en", "zh"));
    turnPage({ focus: ".language" });
  };
  return button(say("English", "中文"), change, { class: "language", lang: say("en", "zh-CN") });
}

// Each includes those before it.
const ROLES_UP = ["viewer", "reviewer", "adjudicator", "operator"];

const THEMES = ["auto", "light", "dark"];

function themeButton() {
  const theme = choiceOf("theme", "auto");
  const name = { light: say("亮", "Light"), dark: say("暗", "Dark") }[theme] ?? say("自动", "Auto");
  const change = () => {
    choose("theme", THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
    frame();
    document.querySelector(".theme").focus();
  };
  return button(name, change, { class: "theme", "aria-label": say(`配色：${name}`, `Colours: ${name}`) });
}

// What stands around every page.
function frame() {
  document.documentElement.dataset.theme = choiceOf("theme", "auto");
  document.documentElement.lang = say("zh-CN", "en");
  document.querySelector("header").replaceChildren(...header());
  document.querySelector(".skip").textContent = say("跳到正文", "Skip to content");
  document
    .querySelector("footer")
    .replaceChildren(
      h(
        "p",
        {},
        say(
          "机器的判定永远不改；人的意见记在旁边，有姓名、时间和理由。未知不是零分。",
          "What machines found never changes; what people say stands beside it, with name, time and reason. Unknown is not zero.",
        ),
      ),
      h("p", {}, app.session?.program ?? "bluebook"),
    );
}

// Draws the page of the address. The focus goes to `focus`, or to the heading.
async function turnPage({ focus = "main h1", isFirst = false } = {}) {
  app.turn.abort();
  const turn = new AbortController();
  app.turn = turn;
  app.state = readAddress(location);
  setLanguage(choiceOf("language", "zh"));
  if (app.session?.person === null && app.state.view !== "login") return askWho();
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  frame();
  const nodes = await pageOf(turn.signal);
  if (turn.signal.aborted) return undefined;
  main.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  main.removeAttribute("aria-busy");
  const heading = main.querySelector("h1");
  document.title = `${heading.textContent} · bluebook`;
  heading.tabIndex = -1;
  const field = main.querySelector("[data-focus]");
  if (field) field.focus();
  if (isFirst) return undefined;
  if (!field) document.querySelector(focus)?.focus({ preventScroll: true });
  scrollTo(0, 0);
  return undefined;
}

async function pageOf(signal) {
  try {
    return [await PAGES[app.state.view](app, signal)].flat(Infinity);
  } catch (error) {
    if (signal.aborted) return [];
    if (error instanceof Failed && error.status === 401 && app.state.view !== "login") {
      await app.refresh();
      askWho();
      return [];
    }
    return wentWrong(error);
  }
}

// Signs in and comes back.
function askWho() {
  history.replaceState(null, "", writeAddress("login", "", { then: location.pathname + location.search }));
  return turnPage();
}

function wentWrong(error) {
  announce(error.message);
  return [
    h("h1", {}, say("没有打开", "This did not open")),
    h("div", { class: "wrong", role: "alert" }, refusal(error)),
    button(say("再试一次", "Try again"), () => turnPage()),
  ];
}

// Links between pages of the desk draw the page instead of loading it.
function followLink(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !isOurs(link)) return;
  if (link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  app.open(link.href);
}

async function start() {
  setLanguage(choiceOf("language", "zh"));
  await app.refresh();
  await turnPage({ isFirst: true });
  addEventListener("popstate", () => turnPage());
  addEventListener("click", followLink);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  document.documentElement.dataset.ready = Math.round(performance.now());
}

start().catch((error) => {
  document.getElementById("main").replaceChildren(...wentWrong(error).filter(Boolean));
});
