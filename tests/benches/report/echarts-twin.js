// The overview of a report with ECharts for what is drawn. It stands in the place of `main.js`, behind the
// report's other modules, so that both pages read the same data, compute the same and have the same table.
const { readCore, systemOf, leavesOf, unpack } = module_data;
const { evaluate, childrenOf } = module_engine;
const { dataTable } = module_table;
const { percent, words } = module_texts;
const { h } = module_dom;

const CLASS_COLOURS = ["#0a4d77", "#3a8cbb", "#a5cfe3", "#f0ad6e"];

async function start() {
  const core = readCore(await unpack(document.getElementById("core").textContent));
  const system = systemOf(core);
  const [first, second] = [leavesOf(system, core.cells), leavesOf(system, core.cells)];
  const original = evaluate(system, first, system.tree.weights);
  const state = { current: evaluate(system, second, system.tree.weights) };
  const box = (height) => h("div", { css: { height: `${height}px`, width: "100%" } });
  const [map, classes, spread] = [box(620), box(120), box(200)];
  const table = dataTable(tableSpec(core, original, state));
  const sliders = childrenOf(system.tree, system.tree.total).map((node) => slider(core, state, node, move));
  document
    .getElementById("main")
    .replaceChildren(
      h("h1", {}, words(core.title)),
      h("div", { class: "grid" }, map, h("div", {}, classes, spread, sliders)),
      table.node,
    );
  const charts = [map, classes, spread].map((node) => echarts.init(node));
  window.charts = charts;
  function draw() {
    charts[0].setOption(mapOption(core, state.current));
    charts[1].setOption(classOption(core, state.current));
    charts[2].setOption(spreadOption(core, state.current));
    table.show(state.current.order);
  }
  function move(node, value) {
    const weights = Float64Array.from(state.current.weights);
    weights[node] = value;
    state.current = evaluate(system, second, weights);
    draw();
  }
  draw();
  for (const chart of charts) chart.getZr().flush();
  document.documentElement.dataset.ready = Math.round(performance.now());
}

function slider(core, state, node, move) {
  const input = h("input", {
    type: "range",
    min: 0,
    max: 100,
    value: state.current.weights[node],
    on: { input: (event) => move(node, Number(event.target.value)) },
  });
  return h("label", { class: "weight" }, h("span", {}, words(core.indicators[node].title)), input);
}

function mapOption({ map, regions, classes }, current) {
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: "category", data: [...Array(map.tiles.columns).keys()], show: false },
    yAxis: { type: "category", data: [...Array(map.tiles.rows).keys()], inverse: true, show: false },
    tooltip: {
      formatter: ({ data }) =>
        `${words(regions[data.row].name)} ${percent(current.totals[data.row].score)}`,
    },
    series: {
      type: "heatmap",
      label: { show: true, fontSize: 9, formatter: ({ data }) => regions[data.row].short.slice(0, 2) },
      itemStyle: { borderColor: "#fff", borderWidth: 1, borderRadius: 3 },
      data: regions.map((_, row) => ({
        row,
        value: [...map.tiles.at[row], current.class[row] ?? classes.length],
        itemStyle: { color: CLASS_COLOURS[current.class[row]] ?? "#d9dee3" },
      })),
    },
    visualMap: { show: false, min: 0, max: classes.length, inRange: { color: CLASS_COLOURS } },
  };
}

function classOption({ classes }, current) {
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 30, bottom: 0 },
    legend: {},
    xAxis: { type: "value", show: false },
    yAxis: { type: "category", data: [""], show: false },
    series: classes.map((one, at) => ({
      name: words(one.title),
      type: "bar",
      stack: "all",
      label: { show: true },
      itemStyle: { color: CLASS_COLOURS[at] },
      data: [current.class.filter((own) => own === at).length],
    })),
  };
}

function spreadOption(core, current) {
  const counts = Array(20).fill(0);
  for (const { score } of current.totals)
    if (score !== null) counts[Math.min(19, Math.floor(score * 20 + 1e-9))] += 1;
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 20, bottom: 20 },
    xAxis: { type: "category", data: counts.map((_, step) => step * 5) },
    yAxis: { type: "value", show: false },
    series: { type: "bar", label: { show: true, position: "top" }, data: counts },
  };
}

// The columns of the report's own ranking.
function tableSpec(core, original, state) {
  const app = { core, original, address: () => "#", isTried: () => false, state: {} };
  Object.defineProperty(app, "current", { get: () => state.current });
  return {
    caption: "排名",
    columns: module_overview.rankingColumns(app),
    key: (row) => row,
    file: "ranking",
  };
}

start();
