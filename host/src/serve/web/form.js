// Forms: labelled fields, what was refused said where it was typed.

import { button, h } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { writeAddress } from "./state.js";

// One labelled input: {node, name, read()}. `tag` may be textarea.
export function field(label, { tag = "input", hint = null, options = null, ...attributes }) {
  const id = `f${(field.next = (field.next ?? 0) + 1)}`;
  const described = hint ? `${id}-hint` : null;
  const kind = options ? "select" : tag;
  const input = h(kind, {
    id,
    ...(kind === "input" ? { type: "text" } : {}),
    ...attributes,
    "aria-describedby": described,
  });
  if (options) input.append(...options.map(([value, text]) => h("option", { value }, text)));
  const node = h(
    "div",
    { class: "line" },
    h(
      "label",
      { for: id },
      label,
      attributes.required ? h("span", { class: "must" }, say("（必填）", " (required)")) : null,
    ),
    input,
    hint ? h("p", { id: described, class: "muted hint" }, hint) : null,
  );
  return { node, input, name: attributes.name, read: () => input.value.trim() };
}

// `act(values)` is awaited; what it throws is shown above the buttons. Enter in a text area is a new
// line, with Ctrl or Cmd it sends. `isAside`: there is something more important on the page.
export function form({ fields, submit, act, cancel = null, lead = null, label = null, isAside = false }) {
  const wrong = h("div", { class: "wrong", role: "alert" });
  const send = h("button", { type: "submit", class: isAside ? null : "primary" }, submit);
  const shown = fields.filter(Boolean);
  const onSubmit = async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    wrong.replaceChildren();
    send.setAttribute("aria-disabled", "true");
    try {
      await act(Object.fromEntries(shown.map((one) => [one.name, one.read()])));
    } catch (error) {
      wrong.replaceChildren(...refusal(error));
    } finally {
      send.removeAttribute("aria-disabled");
    }
  };
  const onKey = (event) => {
    if (event.key === "Escape" && cancel) {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      node.requestSubmit();
    }
  };
  const onPaste = (event) => shown.forEach((one) => one.paste?.(event));
  const node = h(
    "form",
    { class: "form", "aria-label": label, on: { submit: onSubmit, keydown: onKey, paste: onPaste } },
    lead,
    shown.map((one) => one.node),
    wrong,
    h(
      "p",
      { class: "actions" },
      send,
      cancel ? button(say("取消", "Cancel"), cancel, { class: "cancel" }) : null,
    ),
  );
  return node;
}

// What was refused, what was found on the way, and what to do.
export function refusal({ message, hint, status, said = [] }) {
  const here = location.pathname + location.search;
  const signIn = status === 401 && !here.startsWith("/login");
  return [
    h("p", {}, message),
    said.length > 0
      ? h(
          "ul",
          { class: "findings" },
          said.map((line) => h("li", {}, line)),
        )
      : null,
    hint ? h("p", { class: "hint" }, hint) : null,
    signIn
      ? h("p", {}, h("a", { href: writeAddress("login", "", { then: here }) }, say("登录", "Sign in")))
      : null,
  ].filter(Boolean);
}
