// Regions together: areas, provinces, and topics across indicators.

import { folded, h, section, svg } from "../../../web/dom.js";
import { fixedTable } from "../../../web/table.js";
import { areaName, basisName, percent, say, words } from "../../../web/texts.js";
import { bar, className } from "./charts.js";
import { places, topicScores } from "./engine.js";
import { column, groupBy, mean, median } from "./stats.js";

export function groupsPage(app) {
  const { core } = app;
  const rows = core.regions.map((_, row) => row);
  const areas = groupBy(rows, (row) => areaName(core.regions[row].area));
  const provinces = groupBy(rows, (row) => core.regions[row].province);
  return [
    h("h1", {}, say("片区和专题", "Areas and topics")),
    section(
      say("四大片区", "The four areas"),
      strips(app, areas),
      groupTable(app, areas, say("片区", "Area"), "areas"),
    ),
    section(say("省份", "Provinces"), groupTable(app, provinces, say("省份", "Province"), "provinces")),
    topicsSection(app),
  ].filter(Boolean);
}

const [WIDTH, LINE, LEFT] = [640, 44, 90];

// Every region of a group as a dot on one line, with the median.
function strips({ current, core }, groups) {
  const x = (share) => LEFT + share * (WIDTH - LEFT - 20);
  const lines = [...groups].map(([name, rows], at) => {
    const y = at * LINE + 24;
    const totals = rows.map((row) => current.totals[row].score);
    const dots = rows
      .filter((row) => current.totals[row].score !== null)
      .map((row) =>
        svg(
          "circle",
          {
            cx: x(current.totals[row].score),
            cy: y,
            r: 4,
            class: current.class[row] === null ? "cn" : `c${current.class[row]}`,
          },
          svg("title", {}, `${words(core.regions[row].name)} ${percent(current.totals[row].score)}`),
        ),
      );
    const middle = median(totals);
    const mark =
      middle === null
        ? null
        : svg("line", { x1: x(middle), x2: x(middle), y1: y - 13, y2: y + 13, class: "mark" });
    return svg(
      "g",
      {},
      svg("text", { x: 4, y: y + 5, class: "name" }, name),
      svg("line", { x1: x(0), x2: x(1), y1: y, y2: y, class: "base" }),
      dots,
      mark,
    );
  });
  const height = groups.size * LINE + 20;
  const axis = [0, 25, 50, 75, 100].map((at) =>
    svg("text", { x: x(at / 100), y: height - 4, class: "axis" }, at),
  );
  const label = [...groups]
    .map(([name, rows]) => `${name} ${percent(median(rows.map((row) => current.totals[row].score)))}`)
    .join(", ");
  return svg(
    "svg",
    {
      class: "strips",
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "aria-label": say(`各片区总分，中位数：${label}`, `Totals by area, medians: ${label}`),
    },
    lines,
    axis,
  );
}

function groupTable(app, groups, name, file) {
  const { core, current } = app;
  const totals = (rows) => rows.map((row) => current.totals[row].score);
  const levels = core.indicators.map((one, node) => ({ one, node })).filter(({ one }) => one.parent === null);
  const share = (title, value) => ({
    title,
    number: true,
    value,
    csv: (group) => percent(value(group)),
    cell: (group) => percent(value(group)),
  });
  const columns = [
    { title: name, head: true, value: ([group]) => group },
    { title: say("地区", "Regions"), number: true, value: ([, rows]) => rows.length },
    share(say("平均分", "Mean"), ([, rows]) => mean(totals(rows))),
    share(say("中位数", "Median"), ([, rows]) => median(totals(rows))),
    ...levels.map(({ one, node }) =>
      share(words(one.title), ([, rows]) => median(column(current.scores, node, rows))),
    ),
    ...core.classes.map((one, at) => ({
      title: words(one.title),
      number: true,
      value: ([, rows]) => rows.filter((row) => current.class[row] === at).length,
    })),
  ];
  const caption = say(
    "总分、一级指标中位数和各类地区数",
    "Totals, medians of level-1 indicators, and regions of each class",
  );
  return fixedTable({ caption, columns, key: ([group]) => group, sort: [3, -1], file: `bluebook-${file}` }, [
    ...groups,
  ]);
}

// Topics are sets of points across indicators, where the system names them; by the weights in force.
function topicsSection(app) {
  return app.core.topics.map((topic) => {
    const lead = h(
      "p",
      { class: "muted" },
      say(
        `${topic.points.length} 个点位，选取依据：${basisName(topic.basis)}。`,
        `${topic.points.length} points, chosen by ${basisName(topic.basis)}.`,
      ),
    );
    const title = `${say("专题：", "Topic: ")}${words(topic.title)}`;
    return section(title, lead, folded(say("各地区", "Regions"), () => topicTable(app, topic)));
  });
}

function topicTable(app, topic) {
  const { core, current, system } = app;
  const totals = topicScores(system.tree, current.scores, current.weights, topic.points);
  const nobody = totals.map(() => []);
  const { codes, coverageMin } = system;
  const { rank } = places({ totals, vetoes: nobody, codes, classes: [], coverageMin });
  const rows = core.regions.map((_, row) => row).filter((row) => totals[row].score !== null);
  const columns = [
    { title: say("名次", "Rank"), number: true, ascending: true, value: (row) => rank[row] },
    {
      title: say("地区", "Region"),
      head: true,
      value: (row) => words(core.regions[row].name),
      cell: (row) =>
        h("a", { href: app.address("region", core.regions[row].code) }, words(core.regions[row].name)),
    },
    {
      title: say("得分", "Score"),
      number: true,
      value: (row) => totals[row].score,
      csv: (row) => percent(totals[row].score),
      cell: (row) => percent(totals[row].score),
    },
    { title: say("图", "Bar"), value: (row) => totals[row].score, cell: (row) => bar(totals[row].score) },
    {
      title: say("总分", "Total"),
      number: true,
      value: (row) => current.totals[row].score,
      csv: (row) => percent(current.totals[row].score),
      cell: (row) => percent(current.totals[row].score),
    },
    {
      title: say("类型", "Class"),
      value: (row) => current.class[row],
      csv: (row) => (current.class[row] === null ? "" : words(core.classes[current.class[row]].title)),
      cell: (row) => className(core, current.class[row]),
    },
  ];
  const caption = say(
    `专题“${words(topic.title)}”的得分和名次`,
    `Scores and ranks of the topic “${words(topic.title)}”`,
  );
  return fixedTable(
    { caption, columns, key: (row) => row, sort: [0, 1], file: `bluebook-topic-${topic.id}` },
    rows,
  );
}
