// Works at the desk of `bluebook serve` in a real browser, as people would: `node desk.mjs JOB`, where
// JOB is a JSON file that `tests/it/desk.rs` writes. Two people answer one question unseen and
// differently, a third decides, a government objects, the round is published; by keyboard alone, on a
// desktop and on a phone. Says what it did, a line a check; what does not hold ends it with an error.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { launch, noOverflow, open, ready, tabTo, violations } from "./page.mjs";
import { withPalette } from "./png.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const require = createRequire(path.join(job.modules, "package.json"));
const axe = require.resolve("axe-core/axe.min.js");
const [FIRST, SECOND, THIRD, OPERATOR] = ["李雷", "韩梅梅", "林涛", "王主持"];

// What a stored page is made of in its frame.
const BOXES = [
  "html",
  "head",
  "meta",
  "title",
  "style",
  "body",
  "section",
  "h1",
  "h2",
  "div",
  "span",
  "mark",
];
const PLAIN = [...BOXES, "table", "tbody", "tr", "th", "td", "details", "summary", "pre"];

const browser = await launch(job);
try {
  fs.mkdirSync(job.pictures, { recursive: true });
  for (const sitting of job.sittings) {
    await timed(`panel at ${sitting.width}`, () => panel(sitting));
    await timed(`views at ${sitting.width}`, () => everyView(sitting));
  }
  await timed("hostile evidence", hostile);
  await timed("keys", keys);
} finally {
  await browser.close();
}

async function timed(name, check) {
  const began = performance.now();
  await check();
  console.log(`${name}: holds, ${Math.round(performance.now() - began)} ms`);
}

// Somebody at a browser of their own, signed in by keyboard at the page that was asked for.
async function somebody(sitting, name, view, { scheme = "light", width = sitting.width } = {}) {
  const { base } = sitting;
  const mayAsk = (asked) => asked.startsWith(`${base}/`);
  const opened = await open(`${base}${view}`, { width, scheme, scripts: [axe], touch: width < 600, mayAsk });
  const { page } = opened;
  await page.waitForSelector("form input[name=name]");
  assert.equal(await page.evaluate(() => document.activeElement.name), "name", "who signs in types at once");
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(job.password);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".person");
  await ready(page);
  return opened;
}

function desk(sitting) {
  return `/rounds/${sitting.round}/desk`;
}

// What is asked, as it stands there.
async function asked(page) {
  const over = await page.textContent(".over");
  return `${over} ${await page.textContent("h1")}`;
}

// The first answer by name that is not the machine's: its key and its text.
async function another(page) {
  const all = await page.evaluate(() =>
    [...document.querySelectorAll(".main-keys button")].map((button) => ({
      keys: button.getAttribute("aria-keyshortcuts").split(" "),
      text: button.lastElementChild.textContent,
    })),
  );
  const found = all.find(({ keys, text }) => /[1-9]/.test(keys[0]) && !text.endsWith("…"));
  assert.ok(found, JSON.stringify(all));
  return { key: found.keys[0], text: found.text };
}

// Waits until the line above the question says so and the next question is there.
async function recorded(page, words = /已记录第/) {
  await page.waitForFunction(
    (text) => new RegExp(text).test(document.querySelector(".said").textContent),
    words.source,
  );
  await ready(page);
  return page.textContent(".said");
}

// Presses through a form that is open: text into the field that has the focus, then sends.
async function sends(page, text) {
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
}

async function looked(page, sitting, name) {
  await ready(page);
  await noOverflow(page, `${name} at ${sitting.width}`);
  assert.deepEqual(await violations(page), [], `${name} at ${sitting.width}`);
  await page.screenshot({ path: path.join(job.pictures, `${name}-${sitting.width}.png`) });
}

// The picture of the documentation.
async function forDocs(page, { width }) {
  if (width < 1000) return;
  fs.writeFileSync(path.join(job.pictures, "docs.png"), withPalette(await page.screenshot()));
}

async function panel(sitting) {
  // Somebody who only watches sees each step without asking.
  const watcher = await somebody(sitting, OPERATOR, `/rounds/${sitting.round}/overview`);
  const sees = (words) =>
    watcher.page.waitForFunction((text) => document.querySelector("main").textContent.includes(text), words);
  await sees(" 0 · 有分歧 0");
  const question = await disagree(sitting);
  await sees("有分歧 1");
  await looked(watcher.page, sitting, "overview-live");
  await adjudicate(sitting, question);
  await sees("已定 1");
  assert.deepEqual(watcher.wrong, []);
  await watcher.close();
  await publication(sitting, question);
}

// The first answers against the machine, the second agrees with it, and neither sees the other.
async function disagree(sitting) {
  const one = await somebody(sitting, FIRST, desk(sitting));
  const { page } = one;
  await looked(page, sitting, "desk");
  await forDocs(page, sitting);
  const first = await asked(page);
  await page.keyboard.press("n");
  await sends(page, "栏目为空");
  await page.waitForSelector(".noted:not(:empty)");
  const { key, text } = await another(page);
  await page.keyboard.press(key);
  await page.waitForSelector(".more textarea[name=quote]");
  await looked(page, sitting, "correct");
  await sends(page, "此栏目暂无内容");
  assert.ok((await recorded(page)).includes(text));
  assert.notEqual(await asked(page), first, "the next question follows");
  // Taken back, and done again.
  await page.keyboard.press("u");
  await recorded(page, /已撤销第/);
  assert.equal(await asked(page), first);
  await page.keyboard.press(key);
  await page.waitForSelector(".more textarea[name=quote]");
  await sends(page, "此栏目暂无内容");
  await recorded(page);
  const next = await asked(page);
  await page.keyboard.press("s");
  await recorded(page, /已跳过/);
  assert.notEqual(await asked(page), next);

  const two = await somebody(sitting, SECOND, desk(sitting), { scheme: "dark" });
  assert.equal(await asked(two.page), first, "who comes second is asked the same first");
  await looked(two.page, sitting, "blind");
  const shown = await two.page.textContent("main");
  for (const word of [FIRST, "栏目为空", "此栏目暂无内容"]) assert.ok(!shown.includes(word), word);
  await two.page.keyboard.press("a");
  await recorded(two.page);
  for (const somebodyElse of [one, two]) {
    assert.deepEqual(somebodyElse.wrong, []);
    await somebodyElse.close();
  }
  return first;
}

// The third sees both, side by side, and takes over what the first said.
async function adjudicate(sitting, question) {
  const { page, wrong, close } = await somebody(sitting, THIRD, `/rounds/${sitting.round}/overview`);
  await tabTo(page, "a.to-desk");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".orders");
  await ready(page);
  await tabTo(page, '.orders a[href$="by=disagreement"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector(".codings");
  await ready(page);
  assert.equal(nameOf(await asked(page)), nameOf(question));
  const sides = await page.locator(".coding").allTextContents();
  assert.equal(sides.length, 2);
  assert.ok(
    sides[0].includes(FIRST) && sides[0].includes("此栏目暂无内容") && sides[0].includes("栏目为空"),
    sides[0],
  );
  assert.ok(sides[1].includes(SECOND), sides[1]);
  await looked(page, sitting, "adjudication");
  await tabTo(page, ".adopt button");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".more textarea[name=quote]");
  assert.equal(await page.inputValue(".more textarea[name=quote]"), "此栏目暂无内容");
  await page.keyboard.press("Control+Enter");
  await recorded(page);
  await page.goto(`${sitting.base}/rounds/${sitting.round}/verdicts?state=settled`);
  await ready(page);
  assert.match(await page.textContent("tbody"), new RegExp(THIRD));
  assert.deepEqual(wrong, []);
  await close();
}

// Tags differ between those who are asked.
function nameOf(question) {
  return question.replace(/盲评|裁定|按影响|按分歧/g, "").replace(/\s+/g, " ");
}

// Draft, objections, final.
async function publication(sitting, question) {
  const [region] = question.match(/\d{6}/);
  const [point] = question.match(/[A-Z]\d[\w.]*-\d+/);
  const view = `/rounds/${sitting.round}/publication`;
  const head = await somebody(sitting, OPERATOR, view);
  await looked(head.page, sitting, "publication-draft");
  await tabTo(head.page, "input[name=until]");
  await sends(head.page, "2099-03-15");
  await head.page.waitForSelector(".steps-bar li:nth-child(2).here");
  await looked(head.page, sitting, "publication-objections");

  const clerk = await somebody(
    sitting,
    FIRST,
    `/rounds/${sitting.round}/objections?region=${region}&point=${point}`,
  );
  await tabTo(clerk.page, "input[name=by]");
  await clerk.page.keyboard.type("示例市人民政府办公室");
  await clerk.page.keyboard.press("Tab");
  await sends(clerk.page, "栏目已于一月恢复。");
  await clerk.page.waitForSelector(".objections h2");
  await looked(clerk.page, sitting, "objections");
  const judge = await somebody(sitting, THIRD, `/rounds/${sitting.round}/objections`);
  await tabTo(judge.page, ".objections summary");
  await judge.page.keyboard.press("Enter");
  await tabTo(judge.page, ".objections textarea[name=reason]");
  await looked(judge.page, sitting, "ruling");
  await sends(judge.page, "采集日尚未恢复");
  await judge.page.waitForSelector(".decided");

  await head.page.goto(`${sitting.base}${view}`);
  await ready(head.page);
  await tabTo(head.page, "input[name=until]");
  await head.page.keyboard.press("Control+a");
  await sends(head.page, sitting.yesterday);
  await head.page.waitForFunction(
    (day) => document.querySelector("main").textContent.includes(day),
    sitting.yesterday,
  );
  await ready(head.page);
  await tabTo(head.page, "textarea[name=accept]");
  await head.page.keyboard.type(sitting.accept.join("\n"));
  await head.page.keyboard.press("Tab");
  await sends(head.page, sitting.round);
  await head.page.waitForSelector(".steps-bar li:nth-child(3).here");
  await looked(head.page, sitting, "publication-final");
  for (const { wrong, close } of [head, clerk, judge]) {
    assert.deepEqual(wrong, []);
    await close();
  }
}

// Every view in both languages, schemes, and down to 320 pixels.
async function everyView(sitting) {
  const views = [
    "overview",
    "ranking",
    "regions",
    "verdicts",
    "probes",
    "hosts",
    "figures",
    "reviews",
    "objections",
    "publication",
  ];
  const region = `region?region=${sitting.region}`;
  for (const [width, scheme] of sitting.width > 1000
    ? [
        [1280, "light"],
        [1280, "dark"],
      ]
    : [
        [390, "light"],
        [320, "dark"],
      ]) {
    const { page, wrong, close } = await somebody(sitting, OPERATOR, "/rounds", { scheme, width });
    await looked(page, { width: `${width}-${scheme}` }, "rounds");
    for (const view of [...views, region]) {
      await page.goto(`${sitting.base}/rounds/${sitting.round}/${view}`);
      await looked(page, { width: `${width}-${scheme}` }, view.split("?")[0]);
    }
    await page.goto(`${sitting.base}/rounds/${sitting.round}/report`);
    await ready(page);
    await noOverflow(page, `report at ${width}`);
    await page.goBack();
    await ready(page);
    await tabTo(page, ".language");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await looked(page, { width: `${width}-${scheme}` }, "english");
    assert.deepEqual(wrong, []);
    await close();
  }
}

// A page that wants to do harm is text in the frame and text beside it: nothing runs, nothing is
// asked of anybody, the frame stays where it is.
async function hostile() {
  const { page, wrong, close } = await somebody(job.hostile, FIRST, job.hostile.question);
  const handle = await page.waitForSelector(".pane iframe");
  const frame = await handle.contentFrame();
  await frame.waitForSelector("mark#quote");
  assert.equal(await handle.getAttribute("sandbox"), "");
  assert.ok(frame.url().startsWith(`${job.hostile.base}/rounds/`), frame.url());
  const other = await frame.evaluate((plain) => {
    const does = ({ name }) => /^on|^(src|href|action|srcdoc|data|style|target|ping)$/.test(name);
    const all = [...document.querySelectorAll("*")];
    const isOther = (element) => !plain.includes(element.localName) || [...element.attributes].some(does);
    return all.filter(isOther).map((element) => element.outerHTML.slice(0, 80));
  }, PLAIN);
  assert.deepEqual(other, [], "nothing but boxes of text");
  assert.equal(await frame.locator("meta[http-equiv=refresh]").count(), 0);
  await ready(page);
  assert.match(await page.textContent(".source"), /<script>top\.pwned/, "beside it stands what was received");
  assert.equal(await page.locator(".source *:not(mark)").count(), 0);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  // Nothing happens a moment later either: the page is used, drawn anew, and left.
  await page.keyboard.press("o");
  await looked(page, { width: "1280" }, "hostile");
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.deepEqual(wrong, []);
  await close();
}

// Keys mean nothing while somebody types, and can be switched off.
async function keys() {
  const sitting = job.hostile;
  const { page, wrong, close } = await somebody(sitting, FIRST, sitting.question);
  const before = await asked(page);
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await looked(page, { width: "1280" }, "help");
  await page.keyboard.press("s");
  await tabTo(page, "#keys-on");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  for (const key of ["a", "1", "r", "n"]) await page.keyboard.press(key);
  assert.equal(await page.locator(".more form").count(), 0, "keys are off");
  assert.equal(await asked(page), before);
  await tabTo(page, ".help-key");
  await page.keyboard.press("Enter");
  await tabTo(page, "#keys-on");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.waitForSelector(".more textarea[name=reason]");
  await page.keyboard.type("assn");
  assert.equal(await page.inputValue(".more textarea[name=reason]"), "assn");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".more form").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  assert.deepEqual(wrong, []);
  await close();
}
