// What was found and where: verdicts with their quotes, addresses and judges.

import { address, facts, h } from "../../../web/dom.js";
import { basisName, collectName, percent, say, words } from "../../../web/texts.js";

// Fills `box` as soon as the evidence is unpacked.
export function withTraces(app, make) {
  const box = h(
    "div",
    { "aria-busy": "true" },
    h("p", { class: "muted" }, say("正在打开证据…", "Opening the evidence…")),
  );
  app.traces().then((traces) => {
    box.replaceChildren(...[make(traces)].flat());
    box.removeAttribute("aria-busy");
  });
  return box;
}

// What an answer says.
export function answerText(answer) {
  const text = words(answer);
  if (!answer.reason) return text;
  const [name, zh, noteZh, noteEn] = answer.reason;
  const note = say(noteZh, noteEn);
  return `${text} · ${say(zh, name)}${note ? `${say("：", ": ")}${note}` : ""}`;
}

// Several verdicts on one line: equal ones are counted.
export function answersText(verdicts) {
  const counts = new Map();
  for (const { answer } of verdicts)
    counts.set(answerText(answer), (counts.get(answerText(answer)) ?? 0) + 1);
  return [...counts].map(([text, n]) => (n > 1 ? `${text} ×${n}` : text)).join(say("；", "; "));
}

const VERDICTS_SHOWN = 20;

// The verdicts on a point in a region.
export function verdictList(verdicts) {
  if (verdicts.length === 0) return h("p", { class: "muted" }, say("没有判定。", "No verdict."));
  const more = verdicts.length - VERDICTS_SHOWN;
  return [
    h(
      "ul",
      { class: "verdicts" },
      verdicts
        .slice(0, VERDICTS_SHOWN)
        .map((verdict) => h("li", {}, verdictParts(verdict, verdicts.length > 1))),
    ),
    more > 0
      ? h(
          "p",
          { class: "muted" },
          say(`另有 ${more} 个判定，见命令行 explain。`, `${more} more; see explain on the command line.`),
        )
      : null,
  ].filter(Boolean);
}

// The score of a verdict is shown where it is one of several: else it is the point's.
function verdictParts(verdict, isOneOfSeveral) {
  const { answer, judge, note, page, review, seen, confidence } = verdict;
  return [
    h(
      "p",
      { class: "finding" },
      h("b", {}, answerText(answer)),
      isOneOfSeveral && answer.score !== null ? h("span", { class: "score" }, percent(answer.score)) : null,
    ),
    review ? h("p", { class: "review" }, words(review)) : null,
    page ? h("p", {}, say("所判页面 ", "Page judged "), address(page)) : null,
    seen.map(({ url, quote }) =>
      h(
        "figure",
        { class: "quote" },
        quote ? h("blockquote", {}, quote) : null,
        h("figcaption", {}, address(url)),
      ),
    ),
    note ? h("p", { class: "muted" }, note) : null,
    judge.family
      ? h(
          "p",
          { class: "muted" },
          judgeText(judge),
          confidence < 1000 ? say(`，把握 ${confidence / 10}%`, `, confidence ${confidence / 10}%`) : null,
        )
      : null,
  ];
}

export function judgeText({ family, version, criterion }) {
  return say(`判者 ${family} ${version} ${criterion}`, `Judged by ${family} ${version} ${criterion}`);
}

// How a point is judged and scored.
export function pointFacts(point) {
  return facts([
    [
      say("评分", "Score"),
      `${words(point.rule)}${say("（", " (")}${basisName(point.rule_basis)}${say("）", ")")}`,
    ],
    [
      say("权重", "Weight"),
      `${point.weight}%${say("（", " (")}${basisName(point.weight_basis)}${say("）", ")")}`,
    ],
    [say("证据", "Evidence"), point.evidence ? h("span", { lang: "en" }, point.evidence) : null],
    [say("来源", "Source"), point.source],
    [say("采集", "Collected"), collectName(point.collect)],
    [
      say("判者", "Judge"),
      point.judge === "person" ? say("人", "a person") : point.judge || say("尚无", "nobody yet"),
    ],
    [say("人工步骤", "For the reviewer"), point.human ? words(point.human.instructions) : null],
  ]);
}
