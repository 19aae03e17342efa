// Other weights, tried at once: the whole is scored and ranked again at every move.

import { announce, button, h, folded } from "../../../web/dom.js";
import { say, words } from "../../../web/texts.js";
import { childrenOf } from "./engine.js";

// The panel. `app.setWeights` scores anew and calls back whoever shows scores.
export function whatIf(app) {
  const { tree } = app.system;
  const rows = new Map();
  const line = (node) => {
    const row = weightRow(app, node);
    rows.set(node, row);
    return row.node;
  };
  const top = childrenOf(tree, tree.total).map(line);
  const finer = folded(say("二、三级指标的权重", "Weights of the lower levels"), () => {
    const list = below(tree, tree.total).map(line);
    update();
    return h(
      "div",
      { class: "finer", tabindex: "0", role: "region", "aria-label": say("各级权重", "Weights by level") },
      list,
    );
  });
  const update = () => rows.forEach((row, node) => row.update(app.current.weights[node], shareOf(app, node)));
  const verdict = h("p", { class: "verdict" });
  const command = h("p", { class: "verdict" });
  const tell = () => {
    verdict.textContent = movesText(app);
    const words = commandOf(app);
    command.replaceChildren(
      ...(words ? [say("命令行：", "On the command line: "), h("code", {}, words)] : []),
    );
  };
  const refresh = () => {
    update();
    tell();
    announce(verdict.textContent);
  };
  const tools = h(
    "div",
    { class: "tools" },
    button(say("恢复原权重", "Original weights"), () => app.setWeights(app.original.weights)),
    button(say("复制链接", "Copy link"), copyLink),
  );
  const node = h("div", { class: "whatif" }, top, finer, tools, verdict, command);
  update();
  tell();
  return { node, refresh };
}

// Indicators below the first level, parents before children.
function below(tree, node) {
  return childrenOf(tree, node)
    .filter((child) => child < tree.nIndicators)
    .flatMap((child) => [...(node === tree.total ? [] : [child]), ...below(tree, child)]);
}

function weightRow(app, node) {
  const indicator = app.core.indicators[node];
  const name = `${indicator.id} ${words(indicator.title)}`;
  const share = h("output");
  const act = (event) => {
    const weights = Float64Array.from(app.current.weights);
    weights[node] = Number(event.target.value);
    app.setWeights(weights);
  };
  const slider = h("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    on: { input: act },
    "data-node": indicator.id,
  });
  const update = (weight, part) => {
    if (Number(slider.value) !== weight) slider.value = weight;
    share.textContent = `${(part * 100).toFixed(1)}%`;
    slider.setAttribute("aria-valuetext", share.textContent);
  };
  return {
    node: h("label", { class: `weight l${indicator.level}` }, h("span", {}, name), slider, share),
    update,
  };
}

// What the weight is of its siblings' sum.
function shareOf(app, node) {
  const { weights } = app.current;
  const { tree } = app.system;
  const siblings = childrenOf(tree, tree.parents[node]);
  const all = siblings.reduce((sum, one) => sum + weights[one], 0);
  return all > 0 ? weights[node] / all : 0;
}

function movesText({ original, current, core }) {
  const rows = core.regions.map((_, row) => row);
  const ranks = rows.filter((row) => original.rank[row] !== current.rank[row]).length;
  const classes = rows.filter((row) => original.class[row] !== current.class[row]).length;
  return say(
    `与原权重相比：${ranks} 个地区名次变化，${classes} 个地区类型变化`,
    `Against the original weights: ${ranks} ranks and ${classes} classes differ`,
  );
}

// The same on the command line, in shares of the node above; the last of siblings takes the rest.
function commandOf(app) {
  const {
    system: { tree },
    current,
    original,
    core,
  } = app;
  const named = [tree.total, ...Array(tree.nIndicators).keys()].flatMap((parent) => {
    const siblings = childrenOf(tree, parent);
    const isChanged = siblings.some((node) => current.weights[node] !== original.weights[node]);
    return isChanged ? siblings.slice(0, -1) : [];
  });
  if (named.length === 0) return "";
  const id = (node) => (core.indicators[node] ?? core.points[node - tree.nIndicators]).id;
  const share = (node) => Number((shareOf(app, node) * 100).toFixed(6));
  return `bluebook --round ${core.round.name} whatif ${named.map((node) => `--weight ${id(node)}=${share(node)}`).join(" ")}`;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(say("链接已复制", "Link copied"));
  } catch {
    announce(
      say("浏览器不许复制，请从地址栏复制", "The browser does not allow it; copy it from the address bar"),
    );
  }
}
