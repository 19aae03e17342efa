/**
 * # What it asks
 * Whether the title of the home page names the region.
 *
 * # Why it counts
 * A search engine and a bookmark show of a site nothing else.
 *
 * # How it is judged
 * The title holds the region's short name.
 *
 * # When it is unknown
 * The page has no title. No title is no answer, and unknown is never zero.
 *
 * # Source
 * An example. Name here the rule or the text your criterion comes from.
 */

import { criterion, Judged, UnknownReason } from "probe-sdk";

criterion(
  {
    id: "title-names-region",
    title: "标题写明地区",
    roles: ["home"],
    points: ["A1.1-{{name}}"],
  },
  (task) => {
    // A page that is not there yet is asked for by an error, for example of `start.follow(…)`.
    const start = task.start();
    const [title] = start.texts("title", 1);
    if (title === undefined) {
      return Judged.unknown(UnknownReason.NotStated, "the page has no title");
    }
    const isNamed = title.text.includes(task.place.shortName);
    return Judged.truth(isNamed).seen(title);
  },
);
