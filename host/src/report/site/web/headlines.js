// What a reader should take away, in sentences made from the numbers in force.

import { h } from "../../../web/dom.js";
import { areaName, percent, say, words } from "../../../web/texts.js";
import { column, groupBy, mean, median } from "./stats.js";

// Of the whole round.
export function headlines(app) {
  const { current } = app;
  const rows = current.order.filter((row) => current.rank[row] !== null);
  if (rows.length === 0) return null;
  const items = [extremes(app, rows), areas(app, rows), indicators(app)].filter(Boolean);
  return h(
    "ul",
    { class: "headlines" },
    items.map((item) => h("li", {}, item)),
  );
}

function regionLink({ core, address }, row) {
  return h("a", { href: address("region", core.regions[row].code) }, words(core.regions[row].name));
}

function extremes(app, rows) {
  const { totals } = app.current;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === last) return null;
  const gap = totals[first].score - totals[last].score;
  const [top, low] = [percent(totals[first].score), percent(totals[last].score)];
  return [
    say("最高的是", "Highest is "),
    regionLink(app, first),
    say(`，${top} 分；最低的是`, ` with ${top}, lowest `),
    regionLink(app, last),
    say(`，${low} 分；相差 ${percent(gap)} 分。`, ` with ${low}: ${percent(gap)} points apart.`),
  ];
}

function areas({ core, current }, rows) {
  const groups = [...groupBy(rows, (row) => core.regions[row].area)].filter(([area]) => area);
  if (groups.length < 2) return null;
  const means = groups.map(([area, own]) => [area, mean(own.map((row) => current.totals[row].score))]);
  means.sort((a, b) => b[1] - a[1]);
  const [[best, top], [worst, low]] = [means[0], means.at(-1)];
  return say(
    `${areaName(best)}平均 ${percent(top)} 分，比${areaName(worst)}高 ${percent(top - low)} 分。`,
    `The ${areaName(best)} averages ${percent(top)}, ${percent(top - low)} points above the ${areaName(worst)}.`,
  );
}

function indicators({ core, current, address }) {
  const rows = core.regions.map((_, row) => row);
  const known = core.indicators
    .map((one, node) => ({ one, middle: one.level === 2 ? median(column(current.scores, node, rows)) : null }))
    .filter(({ middle }) => middle !== null)
    .sort((a, b) => b.middle - a.middle);
  if (known.length < 2) return null;
  const link = ({ one, middle }) => [
    h("a", { href: address("indicator", one.id) }, words(one.title)),
    say(`（${percent(middle)}）`, ` (${percent(middle)})`),
  ];
  return [
    say("二级指标中做得最好的是", "Of the level-2 indicators, regions do best in "),
    link(known[0]),
    say("，最差的是", " and worst in "),
    link(known.at(-1)),
    say("，括号内为中位数。", "; medians in brackets."),
  ];
}

// Of one region.
export function regionHeadline({ core, current }, row) {
  const total = current.totals[row].score;
  if (total === null) {
    return say(
      "没有一个点位有结论，所以没有得分；为什么，见“还不知道的”。",
      "No point is known, so there is no score; “Not known” says why.",
    );
  }
  const middle = median(current.totals.map((one) => one.score));
  const province = core.regions
    .map((_, at) => at)
    .filter((at) => core.regions[at].province === core.regions[row].province);
  const scores = province.map((at) => current.totals[at].score).filter((score) => score !== null);
  const before = scores.filter((score) => score > total + 1e-12).length;
  const gap = percent(Math.abs(total - middle));
  const isAbove = total >= middle;
  const inProvince =
    scores.length > 1
      ? say(
          `；在${core.regions[row].province}的 ${scores.length} 个地区中排第 ${before + 1}`,
          `; number ${before + 1} of ${scores.length} in ${core.regions[row].province}`,
        )
      : "";
  return say(
    `总分比全国中位数${isAbove ? "高" : "低"} ${gap} 分${inProvince}。`,
    `Its total is ${gap} points ${isAbove ? "above" : "below"} the national median${inProvince}.`,
  );
}
