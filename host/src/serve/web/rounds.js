// The rounds there are.

import { h } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { listRounds } from "./api.js";
import { writeAddress } from "./state.js";

const STATES = {
  open: ["采集中", "collecting"],
  closed: ["已采完", "collected"],
  sealed: ["已封存", "sealed"],
  draft: ["草稿", "draft"],
  objections: ["公示中", "open to objections"],
  published: ["已发布", "published"],
  final: ["已定稿", "final"],
};

export function stateName(state) {
  return STATES[state] ? say(...STATES[state]) : state;
}

export async function roundsPage() {
  const rounds = await listRounds();
  return [
    h("h1", {}, say("轮次", "Rounds")),
    rounds.length === 0
      ? h(
          "p",
          {},
          say("还没有轮次。bluebook run 采集一轮。", "There is no round yet; bluebook run collects one."),
        )
      : h(
          "ul",
          { class: "cards" },
          rounds.map((round) => h("li", { class: "card" }, card(round))),
        ),
  ];
}

function card({
  round,
  edition,
  collected_on: day,
  n_regions: nRegions,
  n_verdicts: nVerdicts,
  state,
  root,
}) {
  const isKnown = state in STATES;
  return [
    h(
      "h2",
      {},
      isKnown ? h("a", { href: writeAddress("overview", round) }, h("bdi", {}, round)) : h("bdi", {}, round),
      h("span", { class: `state ${isKnown ? state : "unreadable"}` }, stateName(state)),
    ),
    h(
      "p",
      { class: "muted" },
      [
        say(`${edition} 版`, `edition ${edition}`),
        day ? say(`采集日 ${day}`, `collected on ${day}`) : null,
        say(`${nRegions} 个地区`, `${nRegions} regions`),
        say(`${nVerdicts} 个判定`, `${nVerdicts} verdicts`),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    isKnown
      ? h(
          "p",
          { class: "go" },
          h("a", { href: writeAddress("desk", round) }, say("去核验", "To the desk")),
          h("a", { href: writeAddress("ranking", round) }, say("数据", "Data")),
          h("a", { href: writeAddress("publication", round) }, say("发布", "Publication")),
        )
      : null,
    root ? h("p", { class: "root muted" }, h("code", {}, root)) : null,
  ];
}
