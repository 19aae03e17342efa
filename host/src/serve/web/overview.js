// A round at a glance, live while it is collected and while people review it.

import { announce, h, section } from "../../web/dom.js";
import { dataTable } from "../../web/table.js";
import { say, words } from "../../web/texts.js";
import { listen, readView } from "./api.js";
import { hosts as hostSpec } from "./columns.js";
import { stateName } from "./rounds.js";

// The page is read anew at most this often, however much happens, in milliseconds.
const REREAD_MS_MIN = 1500;

// Hosts that are named here; the table of hosts has all.
const HOSTS_SHOWN = 8;

export async function overviewPage(app, signal) {
  const { round } = app.state;
  const [first, firstHosts, firstRegions] = await readAll(round);
  const live = h("span", { class: "live", role: "status" }, say("连接中", "connecting"));
  const parts = makeParts(app);
  const draw = (overview, hosts, regions) => {
    parts.draw(overview, hosts.rows, regions.rows);
  };
  draw(first, firstHosts, firstRegions);
  const reread = spaced(REREAD_MS_MIN, signal, async () => draw(...(await readAll(round))));
  listen(round, signal, {
    open: () => live.replaceChildren(say("实时", "live")),
    error: () => live.replaceChildren(say("连接中断，正在重连", "connection lost, trying again")),
    state: reread,
    region: reread,
    reviews: reread,
    closed: () => {
      reread();
      announce(say("收集已结束", "Collection has ended"));
    },
  });
  return [
    h("div", { class: "headline" }, h("h1", {}, h("bdi", {}, first.round)), live),
    h("p", { class: "lead" }, leadOf(first)),
    parts.nodes,
  ];
}

function readAll(round) {
  return Promise.all(["overview", "hosts", "regions"].map((view) => readView(round, view)));
}

// Runs `act` soon, but not more often than every `ms`; what comes while it runs makes it run again.
function spaced(ms, signal, act) {
  const wait = { timer: null, isRunning: false, isWanted: false, last: 0 };
  signal.addEventListener("abort", () => clearTimeout(wait.timer));
  const run = async () => {
    Object.assign(wait, { timer: null, isRunning: true, isWanted: false, last: Date.now() });
    try {
      await act();
    } catch {
      // The line above says that the connection is lost; the next event tries again.
    }
    wait.isRunning = false;
    if (wait.isWanted) want();
  };
  const want = () => {
    wait.isWanted = true;
    if (wait.timer !== null || wait.isRunning || signal.aborted) return;
    wait.timer = setTimeout(run, Math.max(0, wait.last + ms - Date.now()));
  };
  return want;
}

function leadOf({ edition, title, collected_on: day, source, root }) {
  const what = say(
    `${words(title)}，${edition} 版，采集日 ${day}。`,
    `${words(title)}, edition ${edition}, collected on ${day}. `,
  );
  // Where pages came from if not from the network, and the name of the round.
  const codes = [source === "live" ? null : source, root].filter(Boolean);
  return [what, codes.map((code) => [" ", h("code", { class: "root" }, code)])];
}

function makeParts(app) {
  const numbers = h("div", { class: "numbers" });
  const bar = h("progress", { "aria-label": say("已判地区", "Regions judged") });
  const progress = h("p", { class: "progress" });
  const reviews = h("progress", { "aria-label": say("已定的题", "Questions settled") });
  const reviewed = h("p", { class: "progress" });
  const phase = h("p");
  const doors = h("p", { class: "go" });
  const classes = h("ul", { class: "plain bars" });
  const reasons = h("ul", { class: "plain bars" });
  const tiles = h("ul", { class: "states" });
  const slow = dataTable({
    ...hostSpec,
    caption: hostSpec.caption(),
    columns: hostSpec.columns(app).slice(0, 8),
    sort: null,
    files: [h("a", { href: app.address("hosts") }, say("全部主机", "All hosts"))],
  });
  const nodes = [
    numbers,
    h(
      "div",
      { class: "grid even" },
      section(say("收集", "Collection"), progress, bar, tiles),
      section(say("复核", "Reviews"), reviewed, reviews, phase, doors),
      section(say("类型", "Classes"), classes),
      section(say("未知的原因", "Why verdicts are unknown"), reasons),
    ),
    section(say("让我们慢下来的主机", "Hosts that slow us"), slow.node),
  ];
  const draw = (overview, hosts, regions) => {
    numbers.replaceChildren(...figures(overview));
    drawCollection(overview, bar, progress);
    drawReviews(overview, reviews, reviewed);
    phase.replaceChildren(...phaseOf(overview));
    drawDoors(app, overview, doors);
    classes.replaceChildren(...bars(overview.classes.map(({ title, n_regions: n }) => [words(title), n])));
    const why = overview.reasons.map(({ reason, zh, n_verdicts: n }) => [say(zh, reason), n]);
    reasons.replaceChildren(...bars(why.sort(([, a], [, b]) => b - a)));
    drawRegions(app, tiles, regions);
    slow.show(slowest(hosts));
  };
  return { nodes, draw };
}

function figures({
  n_regions: nRegions,
  n_judged: nJudged,
  n_verdicts: nVerdicts,
  n_unknown: nUnknown,
  ...more
}) {
  const { mean_total: mean, coverage, n_pages: nPages, n_missing: nMissing, reviews } = more;
  const tile = (value, label) => h("div", {}, h("b", {}, value), h("span", {}, label));
  const fixed = (value) => (value === null ? "–" : value.toFixed(2));
  return [
    tile(`${nJudged} / ${nRegions}`, say("地区已判", "regions judged")),
    tile(nVerdicts, say("判定", "verdicts")),
    tile(nUnknown, say("未知", "unknown")),
    tile(`${nPages}`, say(`页面，另缺 ${nMissing}`, `pages, ${nMissing} missing`)),
    tile(fixed(mean), say("平均分", "mean total")),
    tile(`${fixed(coverage)}%`, say("平均覆盖率", "mean coverage")),
    tile(reviews.kappa === null ? "–" : reviews.kappa.toFixed(2), say("人与人 κ", "κ among people")),
  ];
}

function drawCollection({ n_regions: nRegions, n_judged: nJudged, is_closed: isClosed, state }, bar, text) {
  bar.max = Math.max(1, nRegions);
  bar.value = nJudged;
  const share = nRegions > 0 ? Math.floor((100 * nJudged) / nRegions) : 0;
  text.textContent = isClosed
    ? `${stateName(state)} · ${say(`${nJudged} 个地区`, `${nJudged} regions`)}`
    : say(
        `采集中：${nJudged} / ${nRegions} 个地区，${share}%`,
        `collecting: ${nJudged} of ${nRegions} regions, ${share}%`,
      );
}

function drawReviews({ reviews }, bar, text) {
  const {
    n_tasks: nTasks,
    n_settled: nSettled,
    n_half: nHalf,
    n_disputed: nDisputed,
    n_stale: nStale,
  } = reviews;
  bar.max = Math.max(1, nTasks);
  bar.value = nSettled;
  text.textContent = say(
    `${nTasks} 题：已定 ${nSettled} · 待第二人 ${nHalf} · 有分歧 ${nDisputed} · 须重看 ${nStale}`,
    `${nTasks} questions: ${nSettled} settled · ${nHalf} half · ${nDisputed} disputed · ${nStale} to look at again`,
  );
}

// Where to go from here. Drawn anew only when it says something else: somebody may be on a link.
function drawDoors(app, { reviews }, box) {
  const { n_disputed: nDisputed } = reviews;
  const isThere = box.dataset.disputed === String(nDisputed);
  if (isThere || !app.may("reviewer")) return;
  box.dataset.disputed = nDisputed;
  const decides = nDisputed > 0 && app.may("adjudicator");
  box.replaceChildren(
    h("a", { class: "to-desk", href: app.address("desk") }, say("去核验", "To the desk")),
    ...(decides
      ? [
          h(
            "a",
            { href: app.address("desk", { by: "disagreement" }) },
            say(`去裁定 ${nDisputed} 题`, `Decide ${nDisputed} disputed`),
          ),
        ]
      : []),
  );
}

function phaseOf({ objections, embargo_until: embargo, published_on: published }) {
  const lines = [
    objections.until
      ? say(
          `公示至 ${objections.until}，异议 ${objections.n} 件，未决 ${objections.n_open} 件`,
          `Objections until ${objections.until}: ${objections.n}, open ${objections.n_open}`,
        )
      : null,
    embargo ? say(`禁发至 ${embargo}`, `Embargo until ${embargo}`) : null,
    published ? say(`${published} 定稿`, `Final since ${published}`) : null,
  ].filter(Boolean);
  return [lines.join(" · ")];
}

// Counts as bars beside their numbers.
function bars(pairs) {
  const most = Math.max(1, ...pairs.map(([, n]) => n));
  if (pairs.length === 0) return [h("li", { class: "muted" }, say("没有", "None"))];
  return pairs.map(([name, n]) =>
    h(
      "li",
      { class: "tally" },
      h("span", {}, h("bdi", {}, name)),
      h(
        "span",
        { class: "bar", "aria-hidden": "true" },
        h("span", { class: "fill", css: { width: `${(100 * n) / most}%` } }),
      ),
      h("b", {}, n),
    ),
  );
}

// A tile a region. Said in words as well as drawn.
function drawRegions(app, list, regions) {
  const said = JSON.stringify(
    regions.map(({ code, is_judged: isJudged, n_unknown: n }) => [code, isJudged, n]),
  );
  // Whoever is on a link of the list stays there as long as it says the same.
  if (said === list.dataset.said) return;
  list.dataset.said = said;
  list.replaceChildren(
    ...regions.map((region) => {
      const {
        code,
        name,
        name_en: nameEn,
        is_judged: isJudged,
        n_unknown: nUnknown,
        n_verdicts: nVerdicts,
        n_missing: nMissing,
      } = region;
      const state = isJudged
        ? say(
            `${nVerdicts} 判定，${nUnknown} 未知，缺 ${nMissing} 页`,
            `${nVerdicts} verdicts, ${nUnknown} unknown, ${nMissing} pages missing`,
          )
        : say("等待", "waiting");
      return h(
        "li",
        { class: isJudged ? "judged" : "waiting" },
        h("a", { href: app.address("region", { region: code }) }, h("bdi", {}, say(name, nameEn))),
        h("span", { class: "muted" }, state),
      );
    }),
  );
}

function slowest(hosts) {
  const cost = (host) => (host.waited_ms ?? 0) + (host.answered_ms ?? 0) + host.n_missing;
  return [...hosts].sort((a, b) => cost(b) - cost(a)).slice(0, HOSTS_SHOWN);
}
