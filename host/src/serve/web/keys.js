// One key, one act. Keys can be switched off: who speaks to a computer, or rests a hand on it, must not
// answer questions by that (WCAG 2.2, 2.1.4).

import { button, h } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { choiceOf, choose } from "./state.js";

export function keysAreOn() {
  return choiceOf("keys", "on") === "on";
}

// Calls `act(key)` for a single key that is meant for the page; `act` says whether it knew the key.
export function onKeys(signal, act) {
  const press = (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) return;
    if (event.target.closest?.("input, textarea, select, dialog")) return;
    if (act(keyOf(event))) event.preventDefault();
  };
  document.addEventListener("keydown", press, { signal });
}

// Input methods take letters away; the key that was struck is known all the same.
function keyOf({ key, code }) {
  if (key === "？") return "?";
  if (key !== "Process" && key !== "Unidentified") return key.toLowerCase();
  if (code.startsWith("Key")) return code.slice(3).toLowerCase();
  return code.startsWith("Digit") ? code.slice(5) : "";
}

// A list of keys in a dialog, and the switch that turns them off. `entries`: [key, meaning].
export function showKeys(entries) {
  const close = () => dialog.close();
  const isOn = h("input", { type: "checkbox", id: "keys-on" });
  isOn.checked = keysAreOn();
  isOn.addEventListener("change", () => choose("keys", isOn.checked ? "on" : "off"));
  const dialog = h(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, say("按键", "Keys")),
    h(
      "dl",
      { class: "keys" },
      entries.map(([key, meaning]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, meaning))),
    ),
    h(
      "p",
      { class: "switch" },
      isOn,
      h("label", { for: "keys-on" }, say("单键作答", "Answer with single keys")),
    ),
    h("p", { class: "actions" }, button(say("关闭", "Close"), close, { class: "primary", autofocus: true })),
  );
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
