// Columns that several tables of the report begin with.

import { h } from "../../../web/dom.js";
import { say, words } from "../../../web/texts.js";

// The first column of tables of indicators: id and title, leading to its page.
export function indicatorColumn({ core, address }) {
  const name = (node) => `${core.indicators[node].id} ${words(core.indicators[node].title)}`;
  return {
    title: say("指标", "Indicator"),
    head: true,
    value: (node) => core.indicators[node].id,
    csv: name,
    cell: (node) => {
      const { id, level } = core.indicators[node];
      return h("a", { href: address("indicator", id), class: `l${level}` }, name(node));
    },
  };
}
