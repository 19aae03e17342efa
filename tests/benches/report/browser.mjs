// A report and its ECharts twin in one Chromium, by turns: bytes, time to open, time of a step of a weight.
// `node browser.mjs JOB`; `tests/benches/report/main.rs` writes JOB.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { fileUrl, launch } from "../../tools/page.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const N_ROUNDS = 7;

// The same data, engine and table; map, bar of classes and distribution by ECharts.
function twin() {
  const html = fs.readFileSync(job.report, "utf8");
  const at = html.lastIndexOf("const module_main = ");
  const end = html.lastIndexOf("</script>");
  const own = fs.readFileSync(new URL("echarts-twin.js", import.meta.url), "utf8");
  const require = createRequire(path.join(job.modules, "package.json"));
  const library = fs.readFileSync(require.resolve("echarts/dist/echarts.min.js"), "utf8");
  const page = html.slice(0, at) + own + html.slice(end);
  const file = path.join(job.folder, "twin.html");
  // The policy lets in the report's own script alone.
  const open = page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  const begin = open.lastIndexOf('<script type="module">');
  fs.writeFileSync(file, `${open.slice(0, begin)}<script>${library}</script>${open.slice(begin)}`);
  const pinned = JSON.parse(fs.readFileSync(require.resolve("echarts/package.json"), "utf8"));
  return { file, version: pinned.version };
}

const browser = await launch(job);
const { file, version } = twin();
const sides = [
  { name: "report", file: job.report, opened: [], loaded: [], steps: [] },
  { name: `ECharts ${version}`, file, opened: [], loaded: [], steps: [] },
];
for (let round = 0; round < N_ROUNDS; round += 1) for (const side of sides) await measure(side);
await browser.close();

async function measure(side) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // A busy machine is slow, which is no fault.
  context.setDefaultTimeout(300_000);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  // When the ranking has its first row, by the page's own clock, which starts with its loading.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("tbody tr")) return;
      observer.disconnect();
      void document.body.offsetHeight;
      window.ranked = performance.now();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(fileUrl(side.file));
  await page.waitForFunction(() => window.ranked && document.documentElement.dataset.ready);
  const { ranked, loaded } = await page.evaluate(() => ({
    ranked: window.ranked,
    loaded: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  }));
  side.opened.push(ranked);
  side.loaded.push(loaded);
  for (let value = 4; value <= 96; value += 4) side.steps.push(await page.evaluate(step, value));
  side.n = await page.locator("tbody tr").count();
  side.first = await page.locator("tbody tr th").first().textContent();
  assert.deepEqual(errors, []);
  await context.close();
}

// One step with everything it draws laid out: ECharts paints in the next frame unless it is told to.
function step(value) {
  const slider = document.querySelector("input[type=range]");
  const began = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  for (const chart of window.charts ?? []) chart.getZr().flush();
  void document.body.offsetHeight;
  return performance.now() - began;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const [own, peer] = sides;
assert.deepEqual([own.n, own.first], [peer.n, peer.first], "both rank alike after the last step");
for (const side of sides) {
  const n = fs.statSync(side.file).size;
  console.log(
    `${side.name}: ${n} bytes, DOMContentLoaded ${median(side.loaded).toFixed(0)} ms, first row of the ranking ${median(side.opened).toFixed(0)} ms (most ${Math.max(...side.opened).toFixed(0)}), a step of a weight ${median(side.steps).toFixed(1)} ms (most ${Math.max(...side.steps).toFixed(1)})`,
  );
}
const times = (of) => (of(peer) / of(own)).toFixed(2);
console.log(
  `ECharts over report: bytes ×${times((side) => fs.statSync(side.file).size)}, first row ×${times((side) => median(side.opened))}, step ×${times((side) => median(side.steps))}`,
);
