// Publication: draft, objections, final. Each step is recorded, the last cannot be taken back.

import { facts, h, section } from "../../web/dom.js";
import { say, words } from "../../web/texts.js";
import { openPhase, publish, readView } from "./api.js";
import { field, form } from "./form.js";

const STEPS = [
  ["draft", ["草稿", "Draft"], ["只有参与者看得到", "seen by those who work on it"]],
  ["objections", ["公示", "Objections"], ["被评政府可以提出异议", "assessed governments may object"]],
  ["final", ["定稿", "Final"], ["不再改动，由默克尔根命名", "nothing changes, named by its Merkle root"]],
];

// Typed as they stand on record: pickers of dates differ from browser to browser, and from one
// language to the other.
const DAY = {
  required: true,
  pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
  placeholder: "2019-03-15",
  autocomplete: "off",
};
const TIME = {
  required: true,
  pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z",
  placeholder: "2019-04-01T00:00:00Z",
  autocomplete: "off",
};

export async function publicationPage(app) {
  const { round } = app.state;
  const state = await readView(round, "publication");
  const isFinal = state.state === "final";
  return [
    h("h1", {}, say("发布", "Publication")),
    stepper(state),
    facts([
      [say("受理异议到", "Objections until"), state.objections_until],
      [say("禁发至", "Embargo until"), state.embargo_until],
      [say("未决异议", "Open objections"), String(state.n_objections_open)],
      [say("待第二人", "Half"), String(state.n_half)],
      [say("有分歧", "Disputed"), String(state.n_disputed)],
    ]),
    rootLine(say("轮次的根", "Root of the round"), state.root),
    rootLine(say("复核的根", "Root of the reviews"), state.reviews_root),
    state.published ? publishedPart(state.published) : null,
    !isFinal && app.may("operator") ? [phaseParts(app, state), finalPart(app, state)] : null,
    !isFinal && !app.may("operator")
      ? h("p", { class: "muted" }, say("下一步由主持人决定。", "The operator takes the next step."))
      : null,
  ];
}

function rootLine(label, root) {
  return root ? h("p", { class: "muted" }, `${label} `, code(root)) : null;
}

function code(text) {
  return text ? h("code", { class: "root" }, text) : null;
}

function stepper({ state }) {
  const here = STEPS.findIndex(([name]) => name === state);
  return h(
    "ol",
    { class: "steps-bar", "aria-label": say("发布的三步", "Three steps") },
    STEPS.map(([, title, what], at) =>
      h(
        "li",
        {
          class: at < here ? "past" : at === here ? "here" : "later",
          "aria-current": at === here ? "step" : null,
        },
        h("b", {}, say(...title)),
        h("span", {}, say(...what)),
      ),
    ),
  );
}

function publishedPart(published) {
  const { signature, published_on: on, public_key: key, accepted = [] } = published;
  return section(
    say("已发布", "Published"),
    facts([
      [say("发布于", "Published on"), on],
      [say("签名", "Signature"), code(typeof signature === "string" ? signature : null)],
      [say("公钥", "Public key"), code(typeof key === "string" ? key : null)],
    ]),
    accepted.length > 0
      ? h(
          "ul",
          {},
          accepted.map(({ name, reason }) =>
            h(
              "li",
              {},
              say("接受 ", "accepted "),
              h("code", {}, name),
              say("：", ": "),
              h("bdi", {}, reason),
            ),
          ),
        )
      : null,
    h("p", { class: "muted" }, say("核对：bluebook round verify", "To check: bluebook round verify")),
  );
}

function phaseParts(app, state) {
  const { round } = app.state;
  const until = field(say("受理异议到（含当日，年-月-日）", "Objections until (the day included)"), {
    name: "until",
    ...DAY,
  });
  until.input.value = state.objections_until ?? "";
  const day = async (given) => {
    await openPhase(round, { objections_until: given.until });
    await app.redraw();
  };
  const time = field(say("禁发至（UTC）", "Embargo until (UTC)"), { name: "time", ...TIME });
  const embargo = async (given) => {
    await openPhase(round, { embargo_until: given.time });
    await app.redraw();
  };
  const isOpen = state.state === "objections";
  return h(
    "div",
    { class: "grid even" },
    section(
      isOpen ? say("改公示期", "Move the last day") : say("开始公示", "Open to objections"),
      form({
        label: say("公示", "Objections"),
        fields: [until],
        submit: isOpen ? say("改期", "Move") : say("开始公示", "Open"),
        act: day,
      }),
    ),
    section(
      say("禁发期", "Embargo"),
      form({
        label: say("禁发期", "Embargo"),
        fields: [time],
        submit: say("记录", "Record"),
        act: embargo,
        isAside: true,
      }),
    ),
  );
}

// The last step: what stands in its way, what is accepted all the same, and that it is meant.
function finalPart(app, state) {
  const { round } = app.state;
  const blocked = state.blocked_by ?? [];
  const accept = field(say("接受的审计发现", "Findings of the audit that are accepted"), {
    name: "accept",
    tag: "textarea",
    rows: "2",
    hint: say("每行一条：名称=理由。没有就留空。", "One a line: name=reason. Empty if none."),
  });
  const meant = field(say(`再写一遍轮次名“${round}”`, `Write the round's name, ${round}`), {
    name: "meant",
    required: true,
    autocomplete: "off",
    hint: say(
      "定稿之后，轮次和复核都不能再改。",
      "Afterwards neither the round nor its reviews can be changed.",
    ),
  });
  const act = async (given) => {
    if (given.meant !== round) throw new Error(say("轮次名不对。", "That is not the round's name."));
    const lines = given.accept
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    const { said } = await publish(round, lines);
    await app.redraw();
    document.querySelector("main h1").after(
      h(
        "div",
        { class: "said", role: "status" },
        said.map((line) => h("p", {}, line)),
      ),
    );
  };
  return section(
    say("审计与定稿", "Audit and final step"),
    blocked.length > 0
      ? h(
          "ul",
          { class: "blocked" },
          blocked.map((why) => h("li", {}, words(why))),
        )
      : h(
          "p",
          {},
          say(
            "没有明显的阻碍；定稿时再审计一遍，有发现就不定稿。",
            "Nothing obvious stands in the way; the round is audited once more, and stays a draft if anything is found.",
          ),
        ),
    form({
      label: say("定稿", "Final step"),
      fields: [accept, meant],
      submit: say("审计并定稿", "Audit and publish"),
      act,
    }),
  );
}
