// Opens reports in a real browser and checks what a reader would: `node report.mjs JOB`, where JOB is
// a JSON file that `tests/it/report/browser.rs` writes. Says what it did, a line a check; the first
// thing that does not hold ends it with an error.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";

import { fileUrl, focused, go, launch, noOverflow, open, ready, tabTo, violations } from "./page.mjs";
import { checkFigures } from "./report-figures.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const require = createRequire(path.join(job.modules, "package.json"));

// As high as the overview of the demo is down to its table.
const README_HEIGHT = 1180;
const axe = require.resolve("axe-core/axe.min.js");

const browser = await launch(job);
try {
  for (const check of [
    engine,
    figures,
    everyView,
    keyboard,
    whatIf,
    addresses,
    csv,
    printing,
    served,
    standing,
    hostile,
    nation,
    letter,
    pictures,
  ]) {
    const began = performance.now();
    await check();
    console.log(`${check.name}: holds, ${Math.round(performance.now() - began)} ms`);
  }
} finally {
  await browser.close();
}

// The data of a report, as the page unpacks them.
function blockOf(file, id) {
  return JSON.parse(textOf(file, id));
}

function textOf(file, id) {
  const html = fs.readFileSync(file, "utf8");
  const [, text] = html.match(new RegExp(`<script type="text/plain" id="${id}">([^<]*)</script>`));
  return zlib.inflateRawSync(Buffer.from(text, "base64")).toString("utf8");
}

// The page's own modules, outside of a page.
async function modules() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bluebook-web-"));
  // Beside each other as in the sources: the report's modules ask for those that other pages have too.
  const [own, shared] = [path.join(folder, "report/site/web"), path.join(folder, "web")];
  fs.cpSync(job.web, own, { recursive: true });
  fs.cpSync(path.join(job.web, "../../../web"), shared, { recursive: true });
  fs.writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
  const load = (file) => import(pathToFileURL(file).href);
  const names = ["engine", "data", "state", "changes", "peers"];
  const parts = await Promise.all([
    load(path.join(shared, "texts.js")),
    ...names.map((name) => load(path.join(own, `${name}.js`))),
  ]);
  const loaded = Object.assign({}, ...parts);
  fs.rmSync(folder, { recursive: true });
  return loaded;
}

// Totals of the page's engine against the program's, bit for bit, by many weights.
async function engine() {
  const { evaluate, leavesOf, readCore, systemOf } = await modules();
  for (const { report, cases } of job.engine) {
    const core = readCore(blockOf(report, "core"));
    const leaves = leavesOf(systemOf(core), core.cells);
    let system;
    for (const { weights, parts, totals, ranks, classes } of cases) {
      const indicators = core.indicators.map((one, at) => ({ ...one, part: parts[at] }));
      system = systemOf({ ...core, indicators });
      const found = evaluate(system, leaves, Float64Array.from(weights));
      assert.deepEqual(
        found.totals.map((total) => [total.score, total.coverage, total.lower, total.upper].map(bits)),
        totals,
      );
      assert.deepEqual(found.rank, ranks);
      assert.deepEqual(found.class, classes);
    }
    const times = [];
    for (let n = 0; n < 50; n += 1) {
      const began = performance.now();
      evaluate(system, leaves, system.tree.weights);
      times.push(performance.now() - began);
    }
    console.log(
      `engine: ${core.regions.length} regions, ${cases.length} sets of weights, median ${median(times).toFixed(2)} ms`,
    );
  }
}

// Comparison, peers, topics and annex are the command line's.
async function figures() {
  const { report } = job.figures;
  const [core, annex] = [blockOf(report, "core"), textOf(report, "annex")];
  const said = checkFigures(job.figures, { modules: await modules(), core, annex });
  console.log(`figures: ${said}`);
}

function bits(value) {
  if (value === null) return null;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// Every view at three widths and two schemes: accessible, not wider than the window, silent.
async function everyView() {
  const { region, best, indicator, point } = job.demo;
  const views = [
    "#/overview",
    `#/region/${region}`,
    `#/region/${best}?peers=country`,
    "#/compare?w=A:20",
    `#/indicator`,
    `#/indicator/${indicator}`,
    `#/point/${point}`,
    "#/groups",
    "#/compare",
    "#/method",
    "#/overview?lang=en",
    `#/region/${best}?lang=en`,
    "#/compare?lang=en",
    "#/method?lang=en",
  ];
  for (const width of [320, 390, 1280]) {
    for (const scheme of ["light", "dark"]) {
      const { page, wrong, close } = await open(fileUrl(job.demo.report), { width, scheme, scripts: [axe] });
      for (const view of views) {
        await go(page, /[?&]lang=/.test(view) ? view : `${view}${view.includes("?") ? "&" : "?"}lang=zh`);
        await page.evaluate(() =>
          document.querySelectorAll("details").forEach((one, at) => {
            one.open = at < 4;
          }),
        );
        await ready(page);
        const where = `${view} at ${width} ${scheme}`;
        await noOverflow(page, where);
        assert.deepEqual(await violations(page), [], where);
      }
      assert.deepEqual(wrong, []);
      await close();
    }
  }
}

// From the skip link to a region and back without a pointer.
async function keyboard() {
  const { page, wrong, close } = await open(fileUrl(job.demo.report));
  await page.keyboard.press("Tab");
  assert.equal(await focused(page, "className"), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page, "id"), "main");
  await tabTo(page, "input[type=range]");
  const before = await page.textContent("#status");
  await page.keyboard.press("End");
  assert.notEqual(await page.textContent("#status"), before);
  assert.match(await page.evaluate(() => location.hash), /w=/);
  await tabTo(page, "thead button");
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.closest("th").getAttribute("aria-sort")));
  await tabTo(page, "tbody th a");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/region/"));
  // The page is turned after the address changed; then whoever reads by ear is at its heading.
  await page.waitForFunction(() => document.activeElement.tagName === "H1");
  assert.deepEqual(wrong, []);
  await close();
}

// Ranks in the table after moving sliders and after opening a link are those of the program.
async function whatIf() {
  const { page, wrong, close } = await open(fileUrl(job.demo.report));
  for (const { moves, link, ranks } of job.demo.cases) {
    await page.getByRole("button", { name: /恢复原权重/ }).click();
    for (const [id, value] of moves) await page.locator(`input[data-node="${id}"]`).fill(String(value));
    assert.deepEqual(await shownRanks(page), ranks, `sliders ${link}`);
    assert.equal(new URL(page.url()).hash.includes(link), true, page.url());
    const other = await open(fileUrl(job.demo.report, `#/overview?w=${link}`));
    assert.deepEqual(await shownRanks(other.page), ranks, `link ${link}`);
    await other.close();
  }
  assert.deepEqual(wrong, []);
  await close();
}

function shownRanks(page) {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("tbody tr")].map((line) => [
        line.children[3].textContent,
        line.children[0].textContent,
      ]),
    ),
  );
}

// What is chosen stays in the address: a view can be sent as a link and opened again.
async function addresses() {
  const { region } = job.demo;
  const { page, wrong, close } = await open(
    fileUrl(job.demo.report, `#/region/${region}?lang=en&theme=dark&w=A:10`),
  );
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  await page.getByRole("link", { name: "Method" }).click();
  assert.match(await page.evaluate(() => location.hash), /^#\/method\?w=A:10&lang=en&theme=dark$/);
  await page.reload();
  await ready(page);
  assert.equal(await page.textContent("h1"), "Method, data and citation");
  await page.goBack();
  await ready(page);
  assert.match(await page.evaluate(() => location.hash), new RegExp(`^#/region/${region}`));
  await page.fill("header input[type=search]", region);
  await page.getByRole("searchbox").first().press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction((code) => location.hash.startsWith(`#/region/${code}`), region);
  // Nonsense in the address is no error.
  for (const hash of ["#/nowhere", "#/region/000000", "#/point/%", "#/overview?w=A:x,B:-1,%00:5&area=x"]) {
    await go(page, hash);
    assert.ok(await page.textContent("h1"));
  }
  assert.deepEqual(wrong, []);
  await close();
}

// The table as it is shown, in a file that spreadsheets read.
async function csv() {
  const { page, wrong, close } = await open(fileUrl(job.demo.report));
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".save").first().click()]);
  const text = fs.readFileSync(await file.path(), "utf8");
  const lines = text.trimEnd().split("\r\n");
  assert.ok(text.startsWith("\uFEFF名次,变化,地区,代码,"), lines[0]);
  assert.equal(lines.length - 1, job.demo.n_regions);
  assert.deepEqual(wrong, []);
  await close();
}

async function printing() {
  const { page, wrong, close } = await open(fileUrl(job.demo.report, `#/region/${job.demo.region}`));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header").isVisible(), false);
  assert.equal(await page.locator(".save").first().isVisible(), false);
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    "rgb(255, 255, 255)",
  );
  assert.deepEqual(wrong, []);
  await close();
}

// The same over HTTP, from this machine.
async function served() {
  const server = http.createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(fs.readFileSync(job.demo.report));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { page, wrong, close } = await open(`http://127.0.0.1:${server.address().port}/r.html`);
  assert.equal(await page.locator("tbody tr").count(), job.demo.n_regions);
  assert.deepEqual(wrong, []);
  await close();
  server.close();
}

// How far the round is stands on every page, and that other weights are being tried.
async function standing() {
  const { page, wrong, close } = await open(fileUrl(job.embargoed));
  for (const view of ["#/overview", "#/compare", "#/method"]) {
    await go(page, view);
    assert.match(await page.textContent(".notice"), /禁发至 2019-06-01/, view);
    assert.equal(await page.locator(".watermark").isVisible(), true, view);
  }
  assert.deepEqual(wrong, []);
  await close();
  const draft = await open(fileUrl(job.demo.report, `#/region/${job.demo.best}?w=A:5`));
  assert.match(await draft.page.textContent(".notice"), /草稿/);
  assert.equal(await draft.page.locator(".watermark").isVisible(), false);
  await draft.page.emulateMedia({ media: "print" });
  assert.equal(await draft.page.locator(".watermark").isVisible(), true);
  await draft.page.emulateMedia({ media: "screen" });
  const tried = () => draft.page.locator(".tried").count();
  assert.equal(await tried(), 1);
  assert.match(await draft.page.textContent("dl"), /名次区间（原权重）/);
  await draft.page.locator(".tried button").click();
  assert.deepEqual([await tried(), new URL(draft.page.url()).hash.includes("w=")], [0, false]);
  assert.deepEqual(draft.wrong, []);
  await draft.close();
}

// Pages that want to do harm are words here and nothing else.
async function hostile() {
  const { region, point, report } = job.hostile;
  for (const width of [320, 1280]) {
    const { page, wrong, close } = await open(fileUrl(report), { width });
    for (const view of ["#/overview", `#/region/${region}`, `#/point/${point}`, "#/indicator", "#/method"]) {
      await go(page, view);
      await page.evaluate(() =>
        document.querySelectorAll("details").forEach((one) => {
          one.open = true;
        }),
      );
      await ready(page);
      await noOverflow(page, `hostile ${view} at ${width}`);
    }
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")),
    );
    assert.deepEqual(
      links.filter((href) => !/^(https?:|#|blob:)/i.test(href)),
      [],
    );
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator("main script, main img, main svg [onload]").count(), 0);
    assert.deepEqual(wrong, []);
    await close();
  }
}

// All regions and points: how big, how fast.
async function nation() {
  const { page, wrong, close } = await open(fileUrl(job.nation.report));
  assert.equal(await page.locator("tbody tr").count(), job.nation.n_regions);
  const opened = await page.evaluate(() => Number(document.documentElement.dataset.ready));
  const steps = [];
  for (let value = 5; value <= 95; value += 5) {
    steps.push(
      await page.evaluate((to) => {
        const slider = document.querySelector("input[type=range]");
        const began = performance.now();
        slider.value = to;
        slider.dispatchEvent(new Event("input"));
        return performance.now() - began;
      }, value),
    );
  }
  const began = Date.now();
  await go(page, `#/region/${job.nation.region}`);
  console.log(
    `nation: ${fs.statSync(job.nation.report).size} bytes, opened in ${opened} ms, a step of a weight ${median(steps).toFixed(1)} ms (most ${Math.max(...steps).toFixed(1)}), a region with its evidence ${Date.now() - began} ms`,
  );
  await go(page, "#/overview");
  const dots = await open(fileUrl(job.nation.outlines));
  const islands = await dots.page.evaluate(
    () => document.querySelector(".islands").getAttribute("d").split("M").length - 1,
  );
  assert.equal(islands, job.nation.n_islands);
  assert.equal(await dots.page.locator(".map .region path").count(), job.nation.n_outlines);
  assert.match(await dots.page.textContent("figcaption"), /审图号：GS\(2026\)0000号/);
  assert.deepEqual([...wrong, ...dots.wrong], []);
  await dots.close();
  await close();
}

async function letter() {
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } });
  await context.addInitScript({ path: axe });
  const page = await context.newPage();
  for (const file of job.letters) {
    await page.goto(fileUrl(file));
    await noOverflow(page, file);
    assert.deepEqual(await violations(page), [], file);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
  }
  await context.close();
}


// Pictures to look at; the first is README's.
async function pictures() {
  fs.mkdirSync(job.pictures, { recursive: true });
  const shots = [
    ["readme", job.demo.report, "#/overview?w=A:30,C:30", 1280, "light", README_HEIGHT],
    ["best", job.demo.report, `#/region/${job.demo.best}`, 1280, "light"],
    ["region", job.demo.report, `#/region/${job.demo.region}`, 1280, "light"],
    ["phone", job.demo.report, "#/overview", 390, "dark"],
    ["nation", job.nation.report, "#/overview", 1280, "light"],
    ["nation-dark", job.nation.report, "#/overview?theme=dark&colour=A1", 1280, "light"],
    ["nation-outlines", job.nation.outlines, "#/overview", 1280, "light"],
    ["nation-region", job.nation.report, `#/region/${job.nation.region}?lang=en`, 1280, "light"],
    ["nation-compare", job.nation.report, "#/compare", 1280, "light"],
    ["hostile", job.hostile.report, `#/region/${job.hostile.region}`, 1280, "light"],
  ];
  for (const [name, report, hash, width, scheme, height] of shots) {
    // README's is made smaller than life, so that it weighs little.
    const scale = name === "readme" ? 0.8 : 1;
    const { page, close } = await open(fileUrl(report, hash), { width, scheme, height, scale });
    await page.screenshot({ path: path.join(job.pictures, `${name}.png`) });
    await close();
  }
}
