/**
 * Write an evaluation probe in JavaScript.
 *
 * A probe is a WebAssembly component that looks at fetched pages and says what it
 * found. It has no network, no clock, no randomness and no files: the same pages
 * give the same verdicts on any machine, in any year.
 *
 * An author writes one function per criterion, in a straight line. A page that is
 * not there yet is asked for by an error that the author does not catch: the host
 * fetches it and calls again from the start.
 *
 * ```js
 * import { criterion, exportProbe, Judged } from "probe-sdk";
 *
 * // Is a duty list published within one click of the home page?
 * criterion(
 *   { id: "duty-list", title: "责任清单可达", roles: ["home"], points: ["A1.1-1"] },
 *   (task) => {
 *     const home = task.start();
 *     const list = home.follow(["责任清单"], "list_page");
 *     const rows = list.texts("table tr", 200);
 *     return Judged.truth(rows.length > 1).seen(rows.slice(0, 1));
 *   },
 * );
 *
 * exportProbe({ family: "example", title: "示例" });
 * ```
 *
 * The names are those of the Rust SDK in JavaScript's spelling, and so is what
 * they mean.
 *
 * @module probe-sdk
 */

import "./src/console.js";
import "./src/guards.js";

export { Day, days } from "./src/dates.js";
export { ABSENCE_CONFIDENCE, Evidence, Judged, QUOTE_CHARS_MAX } from "./src/judge.js";
export { Failure, failed, Link } from "./src/link.js";
export { Hit, LINKS_MAX, Page, SHELL_LINKS_MAX } from "./src/page.js";
export { criterion, exportProbe } from "./src/probe.js";
export { Absent, Ask, Fault, Stop, Unknown, UnknownReason } from "./src/stop.js";
export { Task } from "./src/task.js";
