// A question as a person reads it: what is asked, what the machine found, by which rule.

import { address, button, facts, folded, h } from "../../web/dom.js";
import { percent, say, words } from "../../web/texts.js";
import { fileAddress, readView } from "./api.js";

const ORDERS = {
  effect: ["按影响", "by effect"],
  confidence: ["按把握", "by confidence"],
  disagreement: ["按分歧", "by disagreement"],
  people: ["人工点位", "points for people"],
  audit: ["随机抽查", "random audit"],
  sample: ["分层抽样", "stratified sample"],
  chosen: ["指定", "chosen"],
  offline: ["离线", "offline"],
  carried: ["沿用", "carried over"],
};

export function orderName(by) {
  return ORDERS[by] ? say(...ORDERS[by]) : by;
}

const CALLS = {
  confirm: ["同意", "agree"],
  correct: ["改判", "correct"],
  reject: ["退回", "send back"],
  "cannot-tell": ["难以判断", "cannot tell"],
};

export function callName(call) {
  return CALLS[call] ? say(...CALLS[call]) : call;
}

// What somebody just said, on one line.
export function answerWords({ call, value }, question) {
  const at = question.option_values.indexOf(value);
  const text = at >= 0 ? words(question.options[at]) : value;
  return text && call === "correct" ? text : callName(call);
}

export function nameOf({ region_name: region, title }) {
  return h("bdi", {}, `${words(region)} ${words(title)}`);
}

// Whether a machine judged at all: points for people say what to do instead.
export function showsMachine({ instructions, machine_value: value }) {
  return !instructions || Boolean(value);
}

export function askPane(desk) {
  const { question } = desk;
  const {
    region,
    region_name: regionName,
    point,
    title,
    page,
    rule,
    evidence_wanted: wanted,
    note,
  } = question;
  return [
    h(
      "p",
      { class: "over" },
      h("bdi", {}, words(regionName)),
      h("span", { class: "code" }, region),
      h("span", { class: "code" }, point),
      tags(question).map((tag) => h("span", { class: "tag" }, tag)),
    ),
    h("h1", {}, words(title)),
    page ? h("p", {}, say("所判页面 ", "Page judged "), address(page)) : null,
    question.answers?.length ? codings(desk) : null,
    question.instructions && !showsMachine(question) ? steps(question) : null,
    machineBox(question),
    note && showsMachine(question)
      ? h("p", { class: "muted" }, say("机器的说明：", "The machine says: "), h("bdi", {}, note))
      : null,
    question.instructions && showsMachine(question)
      ? folded(say("做法", "What to do"), () => steps(question))
      : null,
    facts([
      [say("评分规则", "How it is scored"), words(rule)],
      [say("什么算凭证", "What counts as evidence"), wanted],
    ]),
    question.is_blind
      ? h(
          "p",
          { class: "muted" },
          say(
            "盲评：另有一人独立作答，互不可见。",
            "Blind: somebody else answers too; neither sees the other's answer.",
          ),
        )
      : null,
    question.is_blind ? null : folded(say("记录与理由", "History and reasons"), () => historyOf(desk)),
    objectionLink(desk),
    leaseLine(question, desk.signal),
  ];
}

// From a question that was looked up, where an objection to its verdict is put on record.
function objectionLink({ app, question: { region, point, page } }) {
  if (app.state.view !== "question") return null;
  const href = app.address("objections", { region, point, page });
  return h(
    "p",
    {},
    h("a", { href }, say("对这个判定登记异议", "Put an objection to this verdict on record")),
  );
}

function tags(question) {
  const { is_blind: isBlind, is_adjudication: isAdjudication, drawn } = question;
  return [
    isAdjudication ? say("裁定", "adjudication") : null,
    isBlind ? say("盲评", "blind") : null,
    !showsMachine(question) && drawn !== "people" ? orderName("people") : null,
    orderName(drawn),
  ].filter(Boolean);
}

function steps({ instructions }) {
  const lines = words(instructions)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return h(
    "section",
    { class: "steps", "aria-label": say("做法", "What to do") },
    h("h2", {}, say("做法", "What to do")),
    lines.map((line) => h("p", {}, line)),
  );
}

function machineBox(question) {
  if (!showsMachine(question)) {
    const why = say(
      "这个点位由人判断，机器没有结论。",
      "People judge this point; the machine has no finding.",
    );
    return h("p", { class: "machine none" }, why);
  }
  const { machine_words: finding, score, confidence_per_mille: confidence } = question;
  const isScored = score !== null && score !== undefined;
  return h(
    "p",
    { class: "machine" },
    h("span", { class: "who" }, say("机器判", "Machine")),
    h("b", {}, words(finding)),
    isScored
      ? h("span", { class: "score" }, say(`得 ${score.toFixed(2)} 分`, `scores ${score.toFixed(2)}`))
      : null,
    h(
      "span",
      { class: "sure" },
      say(`把握 ${percent(confidence / 1000)}%`, `confidence ${percent(confidence / 1000)}%`),
    ),
  );
}

// For the third person: what the others said, side by side.
function codings({ question, round, panel }) {
  const card = (coding, at) => {
    const { person, at: time, call, words: finding, reason, exhibits = [] } = coding;
    return h(
      "article",
      { class: "coding", "aria-labelledby": `coding-${at}` },
      h("h3", { id: `coding-${at}` }, h("bdi", {}, person)),
      h(
        "p",
        { class: "says" },
        h("b", {}, finding ? words(finding) : callName(call)),
        h("span", { class: "muted" }, callName(call)),
      ),
      reason ? h("p", {}, say("理由：", "Reason: "), h("bdi", {}, reason)) : null,
      exhibits.map((exhibit) => exhibitOf(round, exhibit)),
      time ? h("p", { class: "muted time" }, time) : null,
      h(
        "p",
        { class: "adopt" },
        button(say("采纳", "Adopt"), () => panel.adopt(coding), { "aria-describedby": `coding-${at}` }),
      ),
    );
  };
  return h(
    "section",
    { class: "codings", "aria-label": say("两人的意见", "What the two said") },
    h("h2", {}, say("两人意见不一，由你裁定", "They disagree; you decide")),
    h("div", { class: "sides" }, question.answers.map(card)),
  );
}

export function exhibitOf(round, { url, quote, file }) {
  return h(
    "figure",
    { class: "quote" },
    quote ? h("blockquote", {}, quote) : null,
    h(
      "figcaption",
      {},
      url ? address(url) : null,
      file ? h("a", { href: fileAddress(round, file), download: true }, say("所附文件", "File shown")) : null,
    ),
  );
}

function historyOf({ question, round, signal }) {
  const box = h("div", { "aria-busy": "true" });
  const { region, point, page } = question;
  const query = new URLSearchParams({ region, point, ...(page ? { page } : {}) });
  readView(round, "reviews", query)
    .then(({ rows }) => {
      if (signal.aborted) return;
      const mine = rows.filter(
        (row) => row.region === region && row.point === point && (row.page ?? null) === (page ?? null),
      );
      box.append(
        mine.length > 0
          ? h(
              "ol",
              { class: "history" },
              mine.map((row) => historyLine(round, row)),
            )
          : nobody(),
      );
    })
    .catch((error) => box.append(error.message))
    .finally(() => box.removeAttribute("aria-busy"));
  return box;
}

function nobody() {
  return h("p", { class: "muted" }, say("还没有人说过什么。", "Nobody has said anything yet."));
}

function historyLine(round, row) {
  const {
    event,
    at,
    person,
    what,
    value,
    reason,
    exhibits = [],
    is_undone: isUndone,
    is_hidden: isHidden,
  } = row;
  const act = isHidden ? say("已作答（盲评，内容不显示）", "answered (blind, not shown)") : eventName(what);
  return h(
    "li",
    { class: isUndone ? "undone" : null },
    h(
      "p",
      {},
      h("span", { class: "code" }, event),
      " ",
      h("bdi", {}, person),
      " · ",
      act,
      value ? [" ", h("b", {}, value)] : null,
    ),
    isUndone ? h("p", { class: "muted" }, say("已撤销", "taken back")) : null,
    reason ? h("p", {}, h("bdi", {}, reason)) : null,
    exhibits.map((exhibit) => exhibitOf(round, exhibit)),
    h("p", { class: "muted time" }, at),
  );
}

const EVENTS = {
  ...CALLS,
  answer: ["作答", "answered"],
  undo: ["撤销", "undo"],
  gold: ["登记已知答案", "known answer"],
  quarantine: ["探针停信", "quarantine"],
  objection: ["提出异议", "objection"],
  upheld: ["异议成立", "objection upheld"],
  dismissed: ["异议不成立", "objection dismissed"],
  "objections-until": ["公示至", "objections until"],
  "embargo-until": ["禁发至", "embargo until"],
  final: ["定稿", "final"],
};

export function eventName(what) {
  return EVENTS[what] ? say(...EVENTS[what]) : what;
}

// Until when the question is this person's. Nobody is hurried: the time of day, no counting down, and
// an answer is taken later as well.
function leaseLine({ lease_until: until }, signal) {
  if (!until) return null;
  const clock = new Date(until * 1000).toLocaleTimeString(say("zh-CN", "en-GB"), {
    hour: "2-digit",
    minute: "2-digit",
  });
  const line = h(
    "p",
    { class: "lease muted" },
    say(`这一题为你留到 ${clock}。`, `This question is kept for you until ${clock}.`),
  );
  const left = Math.max(0, until * 1000 - Date.now());
  const timer = setTimeout(
    () => {
      line.textContent = say(
        `留到 ${clock} 已过；仍可作答，也可能有别人同答。`,
        `It was kept until ${clock}. You may still answer; somebody else may, too.`,
      );
    },
    Math.min(left, LEASE_MS_MAX),
  );
  signal.addEventListener("abort", () => clearTimeout(timer));
  return line;
}

// The longest a browser's timer waits.
const LEASE_MS_MAX = 2 ** 31 - 1;
