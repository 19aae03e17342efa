// A page in a real browser: opened, turned, waited for, and what it must not do collected. For reports
// and for the desk.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// Quiet: a browser under test asks nobody for updates. Without its own sandbox only for root, whom it
// refuses otherwise.
const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const args = process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags;

let browser;

// Starts the browser that `job` names.
export async function launch(job) {
  const { chromium } = createRequire(path.join(job.modules, "package.json"))("playwright-core");
  browser = await chromium.launch({ executablePath: job.chromium, args });
  return browser;
}

// Against a browser that hangs, and nothing else: how long a machine takes is no matter of this test.
const HANGS_AFTER_MS = 300_000;

// A page of its own; what it should not do is collected. `mayAsk(address)` says what it may ask for.
export async function open(url, options = {}) {
  const { width = 1280, height = 900, scale = 1, scheme = "light", scripts = [] } = options;
  const { touch = false, mayAsk = isItself(url) } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: scheme,
    hasTouch: touch,
    isMobile: touch,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(HANGS_AFTER_MS);
  for (const script of scripts) await context.addInitScript({ path: script });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error ${error}`));
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && wrong.push(`console ${message.text()}`),
  );
  page.on("dialog", (dialog) => wrong.push(`dialog ${dialog.message()}`));
  page.on("request", (request) => isForeign(request.url(), mayAsk) && wrong.push(`request ${request.url()}`));
  await page.goto(url);
  await ready(page);
  return { page, wrong, close: () => context.close() };
}

function isForeign(asked, mayAsk) {
  return !/^(data|blob):/.test(asked) && !mayAsk(asked);
}

function isItself(url) {
  return (asked) => asked.split("#")[0] === url.split("#")[0];
}

export function ready(page) {
  return page.waitForFunction(
    () => document.documentElement.dataset.ready && !document.querySelector("[aria-busy]"),
  );
}

export function fileUrl(file, hash = "") {
  return pathToFileURL(file).href + hash;
}

// Turns to another view and waits until it is drawn; the page may write the address anew.
export async function go(page, hash) {
  await page.evaluate(
    (to) =>
      new Promise((done) => {
        if (location.hash === to) return done();
        addEventListener("hashchange", () => setTimeout(done), { once: true });
        location.hash = to;
      }),
    hash,
  );
  await ready(page);
}

export async function noOverflow(page, where) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${where} is ${wide} pixels too wide`);
}

export function focused(page, property) {
  return page.evaluate((name) => document.activeElement[name], property);
}

// What axe finds wrong with a page that was opened with its script.
export async function violations(page) {
  const found = await page.evaluate((options) => axe.run(document, options), AXE);
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
  );
}

// WCAG 2.2, levels A and AA. Into frames that run nothing axe cannot look, and must not try.
const AXE = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], iframes: false };

export async function tabTo(page, selector) {
  for (let n = 0; n < 200; n += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`no ${selector} is reached by Tab`);
}
