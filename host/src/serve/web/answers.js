// Answering: a key or a button for each answer, and the form of those that need more than that.

import { announce, button, h } from "../../web/dom.js";
import { say, words } from "../../web/texts.js";
import { keepFile } from "./api.js";
import { field, form } from "./form.js";
import { showsMachine } from "./question.js";

// {node, confirm, choices, reject, cannotTell, note}: what keys call.
export function answerPanel(desk) {
  const { question } = desk;
  const box = h("div", { class: "more" });
  const noted = h("p", { class: "noted muted" }, noteWords(desk));
  const panel = { choices: choicesOf(desk, box), confirm: null };
  if (canConfirm(question)) panel.confirm = desk.confirm;
  panel.reject = () => reasonForm(desk, box, "reject");
  panel.cannotTell = () => reasonForm(desk, box, "cannot-tell");
  panel.adopt = (coding) => adopt(desk, box, coding);
  panel.note = () => noteForm(desk, box, noted);
  panel.node = h(
    "div",
    { class: "answers", role: "group", "aria-label": say("作答", "Answer") },
    h("div", { class: "main-keys" }, mainKeys(question, panel)),
    h(
      "div",
      { class: "other-keys" },
      keyed(["r"], say("退回重抓", "Send back"), panel.reject),
      keyed(["c"], say("难以判断", "Cannot tell"), panel.cannotTell),
      keyed(["s"], say("跳过", "Skip"), desk.skip),
      keyed(["n"], say("备注", "Note"), panel.note),
      keyed(["u"], say("撤销", "Undo"), desk.undo),
    ),
    noted,
    box,
  );
  return panel;
}

function keyed(keys, text, act, attributes = {}) {
  const names = keys.map((key) => h("kbd", {}, key));
  return button([names, h("span", {}, text)], act, { "aria-keyshortcuts": keys.join(" "), ...attributes });
}

// Agreeing, and every value there is; the machine's own is to agree with it.
function mainKeys(question, panel) {
  const digit = (at) => String(at + 1);
  const same = panel.confirm ? question.option_values.indexOf(question.machine_value) : -1;
  const keys = optionTexts(question).map((text, at) =>
    at === same ? null : keyed([digit(at)], text, panel.choices[at]),
  );
  if (!panel.confirm) return keys;
  const machine = words(question.machine_words);
  const names = same < 0 ? ["a"] : ["a", digit(same)];
  return [
    keyed(names, say(`同意：${machine}`, `Agree: ${machine}`), panel.confirm, { class: "primary" }),
    keys,
  ];
}

// What is unknown cannot be agreed to.
function canConfirm(question) {
  return showsMachine(question) && Boolean(question.machine_value);
}

function optionTexts({ options, number_key: numberKey }) {
  const texts = options.map(words);
  return numberKey ? [...texts, say("输入数值…", "Type a number…")] : texts;
}

function choicesOf(desk, box) {
  const { question } = desk;
  const choices = question.option_values.map((value, at) => () => {
    if (canConfirm(question) && value === question.machine_value) return desk.confirm();
    return correctForm(desk, box, { value, text: words(question.options[at]) });
  });
  if (question.number_key)
    choices.push(() => correctForm(desk, box, { value: null, text: say("数值", "a number") }));
  return choices;
}

// For the third person: take over what one of the two said, with what was shown for it.
function adopt(desk, box, { call, value, words: finding, reason, exhibits = [] }) {
  if (call === "reject" || call === "cannot-tell") return reasonForm(desk, box, call, reason);
  const shown = exhibits[0] ?? {};
  const isKnown = value !== undefined && value !== null;
  return correctForm(desk, box, {
    value: isKnown ? value : null,
    text: finding ? words(finding) : "",
    ...shown,
  });
}

// A form takes the place of the keys, so that the question stays in sight above it.
function open(box, node) {
  box.replaceChildren(node);
  const first = node.querySelector("[data-first]") ?? node.querySelector("input, textarea");
  first?.focus();
  node.scrollIntoView({ block: "nearest" });
}

function close(desk, box) {
  box.replaceChildren();
  const heading = desk.stage.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

// This is so instead: the value, and what shows it.
function correctForm(desk, box, { value, text, url = null, quote = null, file = null }) {
  const { question } = desk;
  const title =
    value === null ? say("改判为数值", "Correct to a number") : say(`改判为：${text}`, `Correct to: ${text}`);
  const hint = question.unit ? say(`单位：${question.unit}`, `Unit: ${question.unit}`) : null;
  const number =
    value === null
      ? field(say("数值", "Value"), {
          name: "value",
          inputmode: "decimal",
          required: true,
          "data-first": true,
          hint,
        })
      : null;
  const quoted = field(say("引文", "Quote"), {
    tag: "textarea",
    name: "quote",
    rows: "2",
    "data-first": true,
    hint: say(
      "页面上的原话；在原文里选中的字会自动填入。",
      "The words on the page; what is selected in the source is filled in.",
    ),
  });
  quoted.input.value = quote ?? selected();
  const where = field(say("网址", "Address"), { name: "url", type: "url", inputmode: "url" });
  where.input.value = url ?? desk.evidence.urls[0] ?? question.page ?? "";
  const shown = fileField(desk, file);
  const reason = field(say("理由", "Reason"), { name: "reason", tag: "textarea", rows: "1" });
  reason.input.value = desk.note;
  const act = async (given) => {
    const exhibit = { url: given.url, quote: given.quote, file: shown.digest() };
    if (!exhibit.url && !exhibit.quote && !exhibit.file) {
      quoted.input.focus();
      throw new Error(say("引文、网址、文件至少给一样。", "Give at least one of quote, address and file."));
    }
    await desk.answer({
      call: "correct",
      value: value ?? given.value,
      exhibits: [exhibit],
      reason: given.reason,
    });
  };
  open(
    box,
    form({
      label: title,
      fields: [number, quoted, where, shown, reason],
      submit: say("记录", "Record"),
      act,
      cancel: () => close(desk, box),
      lead: h("h2", {}, title),
    }),
  );
}

// What is selected on this page, where it is no form.
function selected() {
  const text = String(getSelection() ?? "").trim();
  return text.length <= QUOTE_CHARS_MAX ? text : "";
}

// Longer selections were made by accident.
const QUOTE_CHARS_MAX = 500;

// A screenshot or document: chosen, or pasted anywhere in the form.
function fileField(desk, given) {
  let digest = given;
  const said = h(
    "p",
    { class: "muted hint", role: "status" },
    given ? say("已附文件。", "A file is attached.") : "",
  );
  const keep = async (file) => {
    if (!file) return;
    said.textContent = say("正在上传…", "Uploading…");
    try {
      ({ digest } = await keepFile(desk.round, file));
      said.textContent = say(`已附 ${file.name}`, `${file.name} is attached`);
    } catch (error) {
      said.textContent = error.message;
    }
  };
  const shown = field(say("截图或文件", "Screenshot or file"), {
    name: "file",
    type: "file",
    hint: say("也可以直接粘贴截图。", "A screenshot may be pasted as well."),
  });
  shown.input.addEventListener("change", () => keep(shown.input.files[0]));
  shown.node.append(said);
  const paste = (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (file) event.preventDefault();
    keep(file);
  };
  return { ...shown, digest: () => digest, paste };
}

function reasonForm(desk, box, call, given = "") {
  const texts = {
    reject: say("退回重抓：页面哪里不对？", "Send back: what is wrong with the page?"),
    "cannot-tell": say("难以判断：为什么？", "Cannot tell: why?"),
  };
  const reason = field(say("理由", "Reason"), { name: "reason", tag: "textarea", rows: "2", required: true });
  reason.input.value = given || desk.note;
  const act = (values) => desk.answer({ call, reason: values.reason });
  open(
    box,
    form({
      label: texts[call],
      fields: [reason],
      submit: say("记录", "Record"),
      act,
      cancel: () => close(desk, box),
      lead: h("h2", {}, texts[call]),
    }),
  );
}

function noteWords({ note }) {
  return note ? [say("备注：", "Note: "), h("bdi", {}, note)] : [];
}

function noteForm(desk, box, noted) {
  const note = field(say("备注", "Note"), {
    name: "note",
    tag: "textarea",
    rows: "2",
    hint: say("作为这一题的理由一并记录。", "It is recorded as the reason of this answer."),
  });
  note.input.value = desk.note;
  const act = async (values) => {
    desk.note = values.note;
    noted.replaceChildren(...noteWords(desk));
    close(desk, box);
    announce(say("备注已记下", "The note is kept"));
  };
  open(
    box,
    form({
      label: say("备注", "Note"),
      fields: [note],
      submit: say("记下", "Keep"),
      act,
      cancel: () => close(desk, box),
      lead: h("h2", {}, say("备注", "Note")),
    }),
  );
}
