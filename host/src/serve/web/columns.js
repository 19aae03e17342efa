// Which columns each table has. A column: {title, value(row), cell?(row), csv?(row), number?, head?}.

import { h } from "../../web/dom.js";
import { areaName, say, words } from "../../web/texts.js";
import { eventName, orderName } from "./question.js";

// A number of per cent as people read it.
export function hundredths(value) {
  return value === null || value === undefined ? null : value.toFixed(2);
}

function text(zh, en, key) {
  return { title: say(zh, en), value: (row) => row[key] ?? null };
}

// What is looked for as it stands: codes, names of families, times.
function whole(zh, en, key) {
  return { ...text(zh, en, key), whole: true };
}

function count(zh, en, key) {
  return { title: say(zh, en), number: true, value: (row) => row[key] ?? null };
}

function percents(zh, en, key) {
  return { ...count(zh, en, key), cell: (row) => hundredths(row[key]) };
}

// A share with its interval.
export function estimated(zh, en, key) {
  return {
    title: say(zh, en),
    number: true,
    value: (row) => row[key] ?? null,
    cell: (row) => {
      if (row[key] === null || row[key] === undefined) return null;
      const percent = (share) => (100 * share).toFixed(1);
      return `${percent(row[key])}% [${percent(row[`${key}_lower`])}–${percent(row[`${key}_upper`])}]`;
    },
  };
}

// Milliseconds as seconds.
function seconds(zh, en, key) {
  return {
    ...count(zh, en, key),
    cell: (row) => (row[key] === null || row[key] === undefined ? null : (row[key] / 1000).toFixed(1)),
  };
}

const isolated = (content) =>
  content === null || content === undefined || content === "" ? null : h("bdi", {}, content);

function regionLink(app, code, name) {
  return h("a", { href: app.address("region", { region: code }) }, h("bdi", {}, name));
}

function questionLink(app, { region, point, page }, content) {
  if (!app.may("reviewer")) return content;
  return h("a", { href: app.address("question", { region, point, page }) }, content);
}

const PLACES = [
  ["open", ["未答", "open"]],
  ["half", ["待第二人", "half"]],
  ["disputed", ["有分歧", "disputed"]],
  ["settled", ["已定", "settled"]],
];

const FINDINGS = [
  ["found", ["有", "found"]],
  ["not-found", ["无", "not found"]],
  ["unknown", ["未知", "unknown"]],
];

function named(pairs) {
  return pairs.map(([value, texts]) => [value, say(...texts)]);
}

export function placeName(state) {
  const known = PLACES.find(([value]) => value === state);
  return known ? say(...known[1]) : state;
}

const ranking = {
  caption: () => say("排名，按计入人工意见后的得分", "Ranking, by scores with what people say"),
  key: (row) => row.code,
  sort: [0, 1],
  columns: (app, { indicators }) => [
    { ...count("名次", "Rank", "rank"), ascending: true },
    {
      title: say("地区", "Region"),
      head: true,
      value: (row) => words(row.region),
      cell: (row) => regionLink(app, row.code, words(row.region)),
    },
    whole("代码", "Code", "code"),
    { title: say("类型", "Class"), value: (row) => (row.class ? words(row.class) : null) },
    percents("总分", "Total", "total"),
    percents("覆盖率 %", "Coverage %", "coverage"),
    percents("下限", "Lower", "lower"),
    percents("上限", "Upper", "upper"),
    ...indicators.map(({ id, title }, at) => ({
      title: `${id} ${words(title)}`,
      number: true,
      value: (row) => row.indicators[at],
      cell: (row) => hundredths(row.indicators[at]),
    })),
    { title: say("人工意见", "Reviewed"), number: true, value: (row) => row.reviews?.n ?? 0 },
  ],
};

const regions = {
  caption: () => say("地区", "Regions"),
  key: (row) => row.code,
  columns: (app) => [
    {
      title: say("地区", "Region"),
      head: true,
      value: (row) => say(row.name, row.name_en),
      cell: (row) => regionLink(app, row.code, say(row.name, row.name_en)),
    },
    whole("代码", "Code", "code"),
    text("省", "Province", "province"),
    { title: say("片区", "Area"), value: (row) => areaName(row.area) },
    {
      title: say("状态", "State"),
      value: (row) => (row.is_judged ? say("已判", "judged") : say("等待", "waiting")),
    },
    { ...count("名次", "Rank", "rank"), ascending: true },
    text("类型", "Class", "class"),
    percents("总分", "Total", "total"),
    percents("覆盖率 %", "Coverage %", "coverage"),
    count("判定", "Verdicts", "n_verdicts"),
    count("未知", "Unknown", "n_unknown"),
    count("页面", "Pages", "n_pages"),
    count("缺页", "Missing", "n_missing"),
    count("已复核", "Reviewed", "n_reviewed"),
  ],
};

const verdicts = {
  isPaged: true,
  caption: () => say("判定", "Verdicts"),
  note: () => say("点题目到复核台看证据、作答。", "A title leads to the desk, with its evidence."),
  key: (row) => `${row.region} ${row.point} ${row.page ?? ""}`,
  filters: [
    { key: "state", label: () => say("进度", "State"), options: () => named(PLACES) },
    { key: "finding", label: () => say("机器判定", "Finding"), options: () => named(FINDINGS) },
  ],
  columns: (app) => [
    {
      title: say("地区", "Region"),
      value: (row) => row.name,
      cell: (row) => regionLink(app, row.region, row.name),
    },
    whole("点位", "Point", "point"),
    {
      title: say("题目", "Title"),
      head: true,
      value: (row) => say(row.title, row.title_en),
      cell: (row) => questionLink(app, row, say(row.title, row.title_en)),
    },
    {
      title: say("机器判定", "Machine"),
      value: (row) => row.machine_words,
      cell: (row) => isolated(row.machine_words),
    },
    text("未知原因", "Why unknown", "reason"),
    percents("得分", "Score", "score"),
    { title: say("把握 %", "Confidence %"), number: true, value: (row) => row.confidence_per_mille / 10 },
    { title: say("进度", "State"), whole: true, value: (row) => placeName(row.state) },
    { title: say("计入", "What counts"), value: (row) => row.counts, cell: (row) => isolated(row.counts) },
    { title: say("复核人", "People"), value: (row) => row.people, cell: (row) => isolated(row.people) },
    whole("点位族", "Family", "family"),
  ],
};

const probes = {
  caption: () =>
    say("探针：准确率和召回率只由抽签的题计算", "Probes: precision and recall are of questions drawn by lot"),
  key: (row) => `${row.family} ${row.digest ?? ""}`,
  columns: () => [
    { ...whole("点位族", "Family", "family"), head: true },
    whole("版本", "Version", "version"),
    whole("合约", "Contract", "contract"),
    count("判定", "Verdicts", "n_verdicts"),
    count("有", "Found", "n_found"),
    count("无", "Not found", "n_not_found"),
    count("未知", "Unknown", "n_unknown"),
    count("已复核", "Reviewed", "n_reviewed"),
    count("判错", "Wrong", "n_wrong"),
    estimated("准确率", "Precision", "precision"),
    estimated("召回率", "Recall", "recall"),
    count("燃料", "Fuel", "cost_fuel"),
    {
      title: say("停信", "Quarantine"),
      value: (row) => row.quarantine,
      cell: (row) => isolated(row.quarantine),
    },
  ],
};

export const hosts = {
  caption: () => say("主机：谁让我们慢下来", "Hosts: who slows us"),
  key: (row) => row.host,
  columns: () => [
    { title: say("主机", "Host"), head: true, value: (row) => row.host, cell: (row) => isolated(row.host) },
    seconds("等待 秒", "Waited s", "waited_ms"),
    seconds("应答 秒", "Answered s", "answered_ms"),
    count("请求", "Requests", "n_requests"),
    count("重试", "Retries", "n_retries"),
    count("要求放慢", "Slow-downs", "n_slow_downs"),
    count("页面", "Pages", "n_pages"),
    count("缺页", "Missing", "n_missing"),
    { title: say("失败", "Failures"), value: (row) => row.failures, cell: (row) => isolated(row.failures) },
    count("字节", "Bytes", "n_bytes"),
    count("地区", "Regions", "n_regions"),
  ],
};

const WHATS = [
  "confirm",
  "correct",
  "reject",
  "cannot-tell",
  "undo",
  "gold",
  "quarantine",
  "objection",
  "upheld",
];
const MORE_WHATS = ["dismissed", "objections-until", "embargo-until", "final"];

const reviews = {
  isPaged: true,
  caption: () => say("复核记录，新的在前；只增不改", "The record, newest first; only ever appended"),
  key: (row) => row.event,
  filters: [
    {
      key: "what",
      label: () => say("事项", "What"),
      options: () => [...WHATS, ...MORE_WHATS].map((what) => [what, eventName(what)]),
    },
  ],
  columns: (app) => [
    count("编号", "Number", "event"),
    whole("时间", "When", "at"),
    { title: say("人", "Who"), value: (row) => row.person, cell: (row) => isolated(row.person) },
    {
      title: say("事项", "What"),
      head: true,
      value: (row) => (row.is_hidden ? say("已作答（盲评）", "answered (blind)") : eventName(row.what)),
      cell: (row) => {
        const name = row.is_hidden ? say("已作答（盲评）", "answered (blind)") : eventName(row.what);
        return row.is_undone ? h("span", {}, h("s", {}, name), say(" 已撤销", " taken back")) : name;
      },
    },
    { title: say("地区", "Region"), value: (row) => row.region ?? null },
    {
      title: say("点位", "Point"),
      value: (row) => row.point ?? null,
      cell: (row) => (row.point ? questionLink(app, row, row.point) : null),
    },
    { title: say("值", "Value"), value: (row) => row.value || null, cell: (row) => isolated(row.value) },
    { title: say("理由", "Reason"), value: (row) => row.reason || null, cell: (row) => isolated(row.reason) },
    { title: say("次序", "Order"), value: (row) => (row.drawn ? orderName(row.drawn) : null) },
  ],
};

export const SPECS = { ranking, regions, verdicts, probes, hosts, reviews };
