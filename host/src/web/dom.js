// Elements from words. Text goes in as text nodes only, never as markup: what pages say cannot run.

import { say } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

// An HTML element. Attributes of null or false are left out; `on` holds listeners.
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

// The same of SVG.
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, { on = {}, css = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  // By the object model: the policy forbids styles in attributes.
  for (const [name, value] of Object.entries(css)) element.style.setProperty(name, value);
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

// An address of an evaluated page: a link only where it is http or https.
export function address(url) {
  if (!/^https?:\/\//i.test(url)) return h("span", { class: "address" }, url);
  return h("a", { class: "address", href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, url);
}

// A part of a page under a heading of level 2.
export function section(title, ...children) {
  const id = `s${(section.next = (section.next ?? 0) + 1)}`;
  return h("section", { "aria-labelledby": id }, h("h2", { id }, title), ...children);
}

// Pairs of label and value.
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h(
    "dl",
    { class: "facts" },
    shown.map(([label, value]) =>
      h(
        "div",
        { class: (value.textContent ?? String(value)).length > LONG ? "long" : null },
        h("dt", {}, label),
        h("dd", {}, value),
      ),
    ),
  );
}

// Characters from which on a value takes a line of its own.
const LONG = 80;

export function button(text, act, attributes = {}) {
  return h("button", { type: "button", ...attributes, on: { click: act } }, text);
}

// A choice from a list of [value, text].
export function choice(label, options, value, act) {
  const select = h("select", { on: { change: (event) => act(event.target.value) } });
  select.append(...options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
  return h("label", { class: "field" }, h("span", {}, label), select);
}

// Long parts that are opened when wanted; `make` is asked once.
export function folded(summary, make, isOpen = false) {
  const details = h("details", { open: isOpen }, h("summary", {}, summary));
  const fillOnce = () => {
    if (details.open && details.children.length === 1) details.append(...[make()].flat());
  };
  details.addEventListener("toggle", fillOnce);
  fillOnce();
  return details;
}

// Says something to those who hear the page.
export function announce(text) {
  const status = document.getElementById("status");
  if (status && status.textContent !== text) status.textContent = text;
}

// Hands over a file made here.
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
  announce(say(`已生成 ${name}`, `${name} is ready`));
}
