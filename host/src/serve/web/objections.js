// Objections: an assessed government contests a verdict; what was decided and why.

import { address, h, section } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { fileAddress, fileObjection, keepFile, readView, rule, viewAddress } from "./api.js";
import { field, form } from "./form.js";

const STATES = {
  open: ["未决", "open"],
  upheld: ["成立", "upheld"],
  dismissed: ["不成立", "dismissed"],
};

export async function objectionsPage(app) {
  const { round, query } = app.state;
  const [{ rows }, publication] = await Promise.all([
    readView(round, "objections"),
    readView(round, "publication"),
  ]);
  const isOpen = publication.state === "objections";
  const files = ["csv", "json"].map((kind) =>
    h(
      "a",
      { href: viewAddress(round, "objections", kind), download: `${round}-objections.${kind}` },
      kind.toUpperCase(),
    ),
  );
  return [
    h("h1", {}, say("异议", "Objections")),
    h("p", { class: "lead" }, phaseText(publication)),
    h("p", { class: "files" }, files),
    rows.length === 0
      ? h("p", { class: "muted" }, say("没有异议。", "There are no objections."))
      : h(
          "ol",
          { class: "objections" },
          rows.map((row) => h("li", { id: `objection-${row.objection}` }, objection(app, row))),
        ),
    isOpen && app.may("reviewer")
      ? section(say("登记异议", "Put an objection on record"), filing(app, query))
      : null,
  ];
}

function phaseText({ state, objections_until: until }) {
  if (state === "objections")
    return say(
      `公示中，受理异议到 ${until}（含当日）。`,
      `Objections are taken up to ${until}, the day included.`,
    );
  if (state === "draft")
    return say(
      "还没有公示。公示由主持人在“发布”页开始。",
      "Not open to objections yet; the operator opens them under Publication.",
    );
  return say("已定稿，不再受理。", "The round is final; no more are taken.");
}

function objection(app, row) {
  const { objection: number, at, region, point, page, by, text, links, files, state, decided } = row;
  const target = { region, point, page };
  const where = app.may("reviewer")
    ? h("a", { href: app.address("question", target) }, `${region} ${point}`)
    : h("span", {}, `${region} ${point}`);
  return [
    h(
      "h2",
      {},
      h("bdi", {}, by),
      h("span", { class: `state ${state}` }, STATES[state] ? say(...STATES[state]) : state),
    ),
    h("p", { class: "muted" }, `${number} · ${at} · `, where, page ? [" · ", address(page)] : null),
    h("blockquote", {}, text),
    links.length + files.length > 0
      ? h(
          "ul",
          { class: "plain" },
          links.map((link) => h("li", {}, address(link))),
          files.map(([name, digest]) =>
            h(
              "li",
              {},
              h("a", { href: fileAddress(app.state.round, digest), download: true }, h("bdi", {}, name)),
            ),
          ),
        )
      : null,
    decided
      ? h(
          "p",
          { class: "decided" },
          say("裁决：", "Decided: "),
          h("bdi", {}, decided.reason),
          h("span", { class: "muted" }, ` ${decided.person} · ${decided.at}`),
        )
      : app.may("adjudicator")
        ? ruling(app, row)
        : null,
  ];
}

function ruling(app, { objection: number, by }) {
  const { round } = app.state;
  const outcome = field(say("裁决", "Ruling"), {
    name: "ruling",
    options: [
      ["dismiss", say("不成立，维持原判", "dismiss: the verdict stands")],
      ["correct", say("成立，改判", "uphold: this is so instead")],
      ["reject", say("成立，退回重抓", "uphold: the page is to be taken again")],
    ],
  });
  const value = field(say("改判的值", "Value"), {
    name: "value",
    hint: say("yes、no、数值或等级", "yes, no, a number or a grade"),
  });
  const quote = field(say("引文", "Quote"), { name: "quote", tag: "textarea", rows: "2" });
  const url = field(say("网址", "Address"), { name: "url", type: "url" });
  const shown = [value, quote, url];
  const follow = () => shown.forEach(({ node }) => (node.hidden = outcome.read() !== "correct"));
  outcome.input.addEventListener("change", follow);
  follow();
  const reason = field(say("理由", "Reason"), { name: "reason", tag: "textarea", rows: "2", required: true });
  const act = async (given) => {
    const isCorrected = given.ruling === "correct";
    await rule(round, number, {
      ruling: given.ruling,
      reason: given.reason,
      ...(isCorrected ? { value: given.value, exhibits: [{ url: given.url, quote: given.quote }] } : {}),
    });
    await app.redraw({ focus: `#objection-${number} h2` });
  };
  return h(
    "details",
    {},
    h("summary", {}, say("裁决这件异议", "Decide this objection")),
    form({
      label: say(`裁决：${by}`, `Decide: ${by}`),
      fields: [outcome, ...shown, reason],
      submit: say("记录裁决", "Record the ruling"),
      act,
    }),
  );
}

function filing(app, query) {
  const { round } = app.state;
  const region = field(say("地区代码", "Region code"), {
    name: "region",
    required: true,
    inputmode: "numeric",
    pattern: "[0-9]{6}",
  });
  const point = field(say("点位", "Point"), { name: "point", required: true });
  const page = field(say("页面（逐页判定的点位）", "Page (points judged page by page)"), {
    name: "page",
    type: "url",
  });
  const by = field(say("提出单位", "Who objects"), { name: "by", required: true });
  const text = field(say("异议内容", "What is said"), {
    name: "text",
    tag: "textarea",
    rows: "3",
    required: true,
  });
  const link = field(say("网址", "Address"), { name: "link", type: "url" });
  const file = field(say("文件", "File"), { name: "file", type: "file" });
  region.input.value = query.get("region") ?? "";
  point.input.value = query.get("point") ?? "";
  page.input.value = query.get("page") ?? "";
  const act = async (given) => {
    const [chosen] = file.input.files;
    const files = chosen ? [{ name: chosen.name, digest: (await keepFile(round, chosen)).digest }] : [];
    const { event } = await fileObjection(round, {
      region: given.region,
      point: given.point,
      ...(given.page ? { page: given.page } : {}),
      by: given.by,
      text: given.text,
      links: given.link ? [given.link] : [],
      files,
    });
    await app.redraw({ focus: `#objection-${event} h2` });
  };
  return form({
    label: say("登记异议", "Put an objection on record"),
    fields: [region, point, page, by, text, link, file],
    submit: say("登记", "Put on record"),
    act,
  });
}
