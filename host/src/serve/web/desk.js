// A sitting at the desk: one question, one answer, the next question.

import { announce, button, h } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { answerPanel } from "./answers.js";
import { Failed, answer, namedQuestion, nextQuestion, readQueue, skip, undo } from "./api.js";
import { evidencePane } from "./evidence.js";
import { refusal } from "./form.js";
import { onKeys, showKeys } from "./keys.js";
import { answerWords, askPane, nameOf, orderName } from "./question.js";

const ORDERS = ["effect", "confidence", "disagreement", "people", "audit", "sample"];

// The queue, from its next question on.
export async function deskPage(app, signal) {
  const desk = makeDesk(app, signal);
  await take(desk, { isFirst: true });
  return desk.nodes;
}

// A question that somebody named, and the queue after it.
export async function questionPage(app, signal) {
  const { query, round } = app.state;
  const page = query.get("page");
  const target = { region: query.get("region") ?? "", point: query.get("point") ?? "" };
  const question = await namedQuestion(round, page ? { ...target, page } : target);
  const desk = makeDesk(app, signal);
  put(desk, question, { isFirst: true });
  return desk.nodes;
}

function makeDesk(app, signal) {
  const { round, query } = app.state;
  const desk = {
    app,
    round,
    signal,
    by: query.get("by") ?? "effect",
    question: null,
    // The reason of the next answer, as long as that says none.
    note: "",
    // That of the last one, for whoever takes it back to answer otherwise.
    reasonBefore: "",
    isBusy: false,
    stage: h("div", { class: "stage" }),
    said: h(
      "div",
      { class: "said" },
      say("作答即存；u 撤销，? 看全部按键。", "Answers are kept at once; u takes back, ? lists the keys."),
    ),
    count: h("span", { class: "count" }),
  };
  const help = button([h("kbd", {}, "?"), say(" 按键", " Keys")], () => desk.help(), { class: "help-key" });
  desk.nodes = [h("div", { class: "sitting" }, orders(desk), desk.count, help), desk.said, desk.stage];
  desk.next = () => once(desk, () => take(desk, {}));
  desk.skip = () => once(desk, () => putAside(desk));
  desk.undo = () => once(desk, () => takeBack(desk));
  desk.confirm = () => once(desk, () => record(desk, { call: "confirm" }));
  // What goes wrong is the form's to say.
  desk.answer = (given) => busy(desk, () => record(desk, given));
  desk.help = () => showKeys(keysOf(desk));
  onKeys(signal, (key) => pressed(desk, key));
  return desk;
}

// Ways through the queue, as links: each is an address of its own.
function orders({ app, by }) {
  const link = (name) => {
    const isHere = name === by && app.state.view === "desk";
    return h(
      "li",
      {},
      h(
        "a",
        { href: app.address("desk", { by: name }), "aria-current": isHere ? "page" : null },
        orderName(name),
      ),
    );
  };
  // Who may not decide is not asked what others disagree on.
  const given = ORDERS.filter((name) => name !== "disagreement" || app.may("adjudicator"));
  return h("nav", { class: "orders", "aria-label": say("次序", "Order") }, h("ul", {}, given.map(link)));
}

// One thing at a time; what is refused is said above the question.
async function once(desk, act) {
  if (desk.isBusy) return;
  try {
    await busy(desk, act);
  } catch (error) {
    if (!desk.signal.aborted) desk.said.replaceChildren(...refused(desk, error));
  }
}

// Until the next question is there, whoever waits is told so.
async function busy(desk, act) {
  desk.isBusy = true;
  desk.stage.setAttribute("aria-busy", "true");
  try {
    await act();
  } finally {
    desk.isBusy = false;
    desk.stage.removeAttribute("aria-busy");
  }
}

function refused(desk, error) {
  const isGone = error instanceof Failed && ["question-gone", "stale"].includes(error.problem);
  const next = isGone ? button(say("下一题", "Next question"), desk.next) : null;
  return [h("div", { class: "wrong", role: "alert" }, refusal(error)), next].filter(Boolean);
}

async function take(desk, options) {
  const { question, n_recorded: nRecorded } = await nextQuestion(desk.round, desk.by);
  if (desk.signal.aborted) return;
  counted(desk, nRecorded);
  if (question) put(desk, question, options);
  else show(desk, [h("div", { class: "ask" }, await nothingLeft(desk))], options);
}

function put(desk, question, options) {
  desk.question = question;
  desk.note = options.note ?? "";
  desk.evidence = evidencePane(question, desk.signal);
  desk.panel = answerPanel(desk);
  const ask = h(
    "section",
    { class: "ask", "aria-label": say("题目", "Question") },
    askPane(desk),
    desk.panel.node,
  );
  show(desk, [ask, desk.evidence.node], options);
}

// Draws, and lets those who hear or type begin at the heading; `lead` is what happened before.
function show(desk, nodes, { isFirst = false, lead = "" }) {
  desk.stage.replaceChildren(...nodes);
  if (isFirst) return;
  const heading = desk.stage.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.title = `${heading.textContent} · bluebook`;
  scrollTo(0, 0);
  if (lead) announce(lead);
}

function counted(desk, nRecorded) {
  desk.count.textContent = say(`本次已答 ${nRecorded} 题`, `${nRecorded} answered in this sitting`);
}

async function record(desk, given) {
  const { question } = desk;
  const reason = given.reason || desk.note;
  const { event, n_recorded: nRecorded } = await answer(desk.round, {
    ...given,
    reason,
    question: question.id,
  });
  counted(desk, nRecorded);
  desk.reasonBefore = reason;
  const lead = say(`已记录第 ${event} 条：`, `Recorded as ${event}: `) + answerWords(given, question);
  const back = button([h("kbd", {}, "u"), say(" 撤销", " Undo")], desk.undo);
  desk.said.replaceChildren(h("span", {}, `${lead} · `, nameOf(question)), back);
  await take(desk, { lead });
}

async function putAside(desk) {
  const lead = say("已跳过，本次不再出现", "Put aside for this sitting");
  const { question } = desk;
  if (!question) return;
  await skip(desk.round, question.id);
  desk.said.replaceChildren(h("span", {}, `${lead} · `, nameOf(question)));
  await take(desk, { lead });
}

async function takeBack(desk) {
  const { event, question } = await undo(desk.round);
  const lead = say(`已撤销第 ${event} 条，请重做这一题`, `Taken back: ${event}. Here is its question again`);
  desk.said.replaceChildren(h("span", {}, lead));
  if (question) put(desk, question, { lead, note: desk.reasonBefore });
  desk.reasonBefore = "";
}

async function nothingLeft(desk) {
  desk.question = null;
  desk.panel = null;
  const {
    n_open: nOpen,
    n_half: nHalf,
    n_disputed: nDisputed,
    n_for_people: nPeople,
  } = await readQueue(desk.round);
  const counts = [
    [nOpen, say("题未答", "open")],
    [nHalf, say("题待第二人", "wait for a second person")],
    [nDisputed, say("题有分歧", "disputed")],
    [nPeople, say("题是人工点位", "for people")],
  ];
  return [
    h("h1", { tabindex: "-1" }, say("这个次序没有题了", "Nothing is left in this order")),
    h(
      "p",
      {},
      say(
        "可以换一个次序；别人正在看的题到时会放开。",
        "Try another order; what others look at comes free in time.",
      ),
    ),
    h(
      "div",
      { class: "numbers" },
      counts.map(([n, text]) => h("div", {}, h("b", {}, n), h("span", {}, text))),
    ),
  ];
}

// Whether the key means anything here.
function pressed(desk, key) {
  if (key === "?") return desk.help() || true;
  if (key === "u") return desk.undo() || true;
  if (!desk.question) return false;
  const acts = {
    a: () => desk.panel.confirm?.(),
    r: desk.panel.reject,
    c: desk.panel.cannotTell,
    n: desk.panel.note,
    s: desk.skip,
    o: desk.evidence.turn,
  };
  const digit = Number(key);
  const act = digit >= 1 && digit <= 9 ? desk.panel.choices[digit - 1] : acts[key];
  if (!act || desk.isBusy) return Boolean(act);
  act();
  return true;
}

function keysOf({ panel, evidence }) {
  return [
    panel?.confirm ? ["a", say("同意机器", "agree with the machine")] : null,
    ["1–9", say("选这个值或等级；随后给引文、网址或文件", "this is so instead; then quote, address or file")],
    ["r", say("退回：页面不对，须重抓", "send back: the page is to be taken again")],
    ["c", say("难以判断，交给别人", "cannot tell; somebody else is asked")],
    ["s", say("跳过，本次不再出现", "skip for this sitting")],
    ["n", say("备注，作为这一题的理由", "note, the reason of this answer")],
    ["u", say("撤销最近一条，并重做那一题", "undo the last answer and do it again")],
    evidence?.n > 1 ? ["o", say("下一件证据", "the next piece of evidence")] : null,
    ["Ctrl Enter", say("送出表单", "send a form")],
    ["Esc", say("收起表单", "close a form")],
    ["?", say("这份说明", "this list")],
  ].filter(Boolean);
}
