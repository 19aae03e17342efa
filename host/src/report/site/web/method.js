// How the numbers come about, what the data are, and how to cite them. Made from the manifests.

import { button, download, facts, h, section } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { basisName, percent, say } from "../../../web/texts.js";
import { annexPart } from "./annex.js";
import { className } from "./charts.js";
import { indicatorColumn } from "./columns.js";
import { withTraces } from "./evidence.js";

export function methodPage(app) {
  const { core } = app;
  return [
    h("h1", {}, say("方法、数据和引用", "Method, data and citation")),
    section(say("得分怎样算", "How scores come about"), steps()),
    section(say("类型", "Classes"), classes(app)),
    section(say("权重和依据", "Weights and whose they are"), bases(app), weightsTable(app)),
    core.intervals ? section(say("名次区间", "Rank intervals"), intervals(app)) : null,
    section(say("谁判的", "Who judged"), withTraces(app, judgesTable)),
    section(say("方法附录", "Method annex"), annexNote(), annexPart(app)),
    section(say("数据", "Data"), data(app)),
    section(say("引用", "Citation"), citation(app)),
  ].filter(Boolean);
}

function annexNote() {
  return h(
    "p",
    { class: "muted" },
    say("由清单和轮次记录生成，与 ", "Made from the manifests and the record of the round; the same as "),
    h("code", {}, "bluebook method"),
    say(" 的输出相同。", " prints."),
  );
}

function intervals({ core }) {
  const n = core.intervals.n_draws;
  return h(
    "p",
    {},
    say(
      `各级权重各在其四分之一上下随机变动，抽 ${n} 次，取十分之九的名次所在的区间；与 bluebook sensitivity 相同。区间相交的地区不宜分先后。`,
      `Every weight is varied at random by up to a quarter of its own, ${n} times; nine of ten ranks lie in the interval, as bluebook sensitivity gives it. Regions whose intervals overlap should not be told apart.`,
    ),
  );
}

function steps() {
  const items = [
    [
      "探针在沙箱里读存档页面，对每个点位给出判定：是否、数值、等级，或带原因的未知，并附原文。",
      "Probes in a sandbox read archived pages and judge every point: yes or no, a number, a grade, or unknown with a reason, and the words they saw.",
    ],
    [
      "判定按清单里的评分规则得 0 到 1 分。逐页判的点位取已知各页的平均。",
      "A finding gets a score of 0 to 1 by the rule in the manifest; points judged page by page get the mean of what is known.",
    ],
    [
      "从点位到总分逐级加权平均：s = Σ w·s / Σ w，只算已知的。未知不是零：它的权重按比例分给已知的兄弟。",
      "Scores go up by weighted means, s = Σ w·s / Σ w over what is known. Unknown is not zero: its weight goes to its known siblings.",
    ],
    [
      "覆盖率是已知的权重份额；可能区间是把未知全当 0 和全当 1 时的得分。",
      "Coverage is the known share of the weight; the bounds are the scores with everything unknown at 0 and at 1.",
    ],
    [
      "按未舍入的总分排名，相同者同名次，其后名次空出；类型看未舍入总分达到哪条线；只在显示时舍入一次。",
      "Ranks are by unrounded totals; equals share a rank and the next is skipped. Classes compare unrounded totals with the cuts. Rounding happens once, for show.",
    ],
    [
      "权重试算在本页内重算，与命令行逐位相同。",
      "Trying weights recomputes everything in this page, with the same bits as the command line.",
    ],
  ];
  return h(
    "ol",
    {},
    items.map(([zh, en]) => h("li", {}, say(zh, en))),
  );
}

function classes({ core }) {
  const line = (one, at) =>
    h(
      "li",
      {},
      className(core, at),
      say(
        `：总分 ${one.at_least} 起（${basisName(one.basis)}）`,
        `: from a total of ${one.at_least} (${basisName(one.basis)})`,
      ),
    );
  const least =
    core.coverage_min > 0
      ? h(
          "p",
          {},
          say(
            `覆盖率低于 ${percent(core.coverage_min)}% 的地区不排名。`,
            `Regions with a coverage below ${percent(core.coverage_min)}% are not ranked.`,
          ),
        )
      : null;
  return [h("ul", { class: "plain" }, core.classes.map(line)), least].filter(Boolean);
}

function bases({ core }) {
  const count = (list, key) => {
    const names = [...new Set(list.map((one) => one[key]))];
    return names
      .map((name) => `${basisName(name)} ${list.filter((one) => one[key] === name).length}`)
      .join(say("，", ", "));
  };
  return facts([
    [say("指标权重", "Weights of indicators"), count(core.indicators, "basis")],
    [say("点位权重", "Weights of points"), count(core.points, "weight_basis")],
    [say("评分规则", "Score rules"), count(core.points, "rule_basis")],
    [
      say("机器判断的点位", "Points judged by machine"),
      core.points.filter((point) => point.judge.includes("/")).length,
    ],
    [
      say("由人判断的点位", "Points judged by people"),
      core.points.filter((point) => point.judge === "person").length,
    ],
  ]);
}

function weightsTable(app) {
  const { core, current } = app;
  const columns = [
    indicatorColumn(app),
    { title: say("权重 %", "Weight %"), number: true, value: (node) => core.indicators[node].weight },
    { title: say("试算 %", "Tried %"), number: true, value: (node) => current.weights[node] },
    { title: say("依据", "Basis"), value: (node) => basisName(core.indicators[node].basis) },
    {
      title: say("点位", "Points"),
      number: true,
      value: (node) => core.points.filter((point) => point.indicator === node).length || null,
    },
  ];
  return fixedTable(
    {
      caption: say("各级指标的权重", "Weights of indicators"),
      columns,
      key: (node) => node,
      file: "bluebook-weights",
    },
    core.indicators.map((_, node) => node),
  );
}

function judgesTable({ judges }) {
  const rows = judges.filter((judge) => judge.family);
  if (rows.length === 0) return h("p", { class: "muted" }, say("没有探针判过。", "No probe judged."));
  const columns = [
    { title: say("判者", "Judge"), head: true, value: ({ family, version, criterion }) => `${family} ${version} ${criterion}` },
    { title: say("合约", "Contract"), value: (judge) => judge.contract },
    {
      title: say("探针摘要", "Digest of the probe"),
      value: (judge) => judge.probe,
      cell: (judge) => h("code", {}, judge.probe.replace("sha256:", "").slice(0, 16)),
    },
  ];
  return fixedTable(
    {
      caption: say("判过的探针和判据", "Probes and criteria that judged"),
      columns,
      key: (judge) => `${judge.family} ${judge.version} ${judge.criterion} ${judge.probe}`,
      sort: [0, 1],
      file: "bluebook-judges",
    },
    rows,
  );
}

function data({ core }) {
  const { round } = core;
  const save = () => download(`bluebook-${round.name}-report.json`, "application/json", JSON.stringify(core));
  return [
    h(
      "p",
      {},
      say(
        "每张表都可下载为 CSV。下面是这一页用的全部得分数据；证据原文和存档页面在轮次目录里：",
        "Every table can be downloaded as CSV. Below are all the scores that this page works on; evidence and archived pages are in the round's directory:",
      ),
      " ",
      h("code", {}, "bluebook explain REGION POINT --open"),
    ),
    h("p", {}, button(say("下载数据 JSON", "Download the data as JSON"), save)),
    facts([
      [say("轮次", "Round"), round.name],
      [say("采集日", "Collected on"), round.collected_on],
      [say("页面来源", "Pages from"), h("code", {}, round.source)],
      [say("计划摘要", "Digest of the plan"), h("code", {}, round.plan)],
      [say("轮次根", "Root of the round"), h("code", {}, round.root)],
      [say("程序", "Program"), `bluebook ${core.program}`],
    ]),
  ];
}

function citation({ core }) {
  const { round, edition, title } = core;
  const year = round.collected_on.slice(0, 4);
  const text = `${title.zh}：轮次 ${round.name}，${edition} 版，采集日 ${round.collected_on}。${round.root}。bluebook ${core.program}。`;
  const english = `${title.en}: round ${round.name}, edition ${edition}, collected on ${round.collected_on}. ${round.root}. bluebook ${core.program}.`;
  const bibtex = `@misc{bluebook-${round.name},\n  title = {${title.en}: round ${round.name}},\n  year = {${year}},\n  note = {edition ${edition}, collected on ${round.collected_on}, ${round.root}, bluebook ${core.program}}\n}`;
  return [
    h(
      "p",
      {},
      say(
        "引用一个数字时写明轮次根，任何人都可核对。",
        "Give the root of the round with a number you cite; anybody can check it.",
      ),
    ),
    h("blockquote", { class: "cite" }, text),
    h("blockquote", { class: "cite", lang: "en" }, english),
    h("pre", { tabindex: "0", role: "region", "aria-label": "BibTeX" }, bibtex),
    core.contact
      ? h(
          "p",
          {},
          say(`异议和更正请写信给 ${core.contact}。`, `Write to ${core.contact} to object or correct.`),
        )
      : null,
  ].filter(Boolean);
}
