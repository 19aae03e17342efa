// What is looked at is the address: views are paths below a round, what is chosen in them the query.

// Views of a round.
export const VIEWS = [
  "overview",
  "desk",
  "question",
  "ranking",
  "regions",
  "region",
  "verdicts",
  "hosts",
  "probes",
  "reviews",
  "figures",
  "objections",
  "publication",
];

// `/rounds/2019/desk?by=effect` as {view, round, query}.
export function readAddress({ pathname, search }) {
  const [first, round = "", view = "overview"] = pathname.split("/").filter(Boolean).map(decode);
  const query = new URLSearchParams(search);
  if (first === "login") return { view: "login", round: "", query };
  if (first === "rounds" && round && VIEWS.includes(view)) return { view, round, query };
  return { view: "rounds", round: "", query };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// The address of a view; keys that are empty are left out.
export function writeAddress(view, round = "", keys = {}) {
  const path = round ? `/rounds/${encodeURIComponent(round)}/${view}` : `/${view}`;
  const given = Object.entries(keys).filter(
    ([, value]) => value !== "" && value !== null && value !== undefined,
  );
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}

// Whether a link leads to a page of the desk itself, which is drawn without loading anything.
export function isOurs(link) {
  const { origin, pathname } = new URL(link.href, location.href);
  if (origin !== location.origin || link.target || link.hasAttribute("download")) return false;
  const [first, round, view, ...more] = pathname.split("/").filter(Boolean);
  if (first === undefined || (first === "rounds" && !round) || (first === "login" && !round)) return true;
  return first === "rounds" && VIEWS.includes(view) && more.length === 0;
}

// What a person chose for this browser. Without storage it holds until the page is closed.
const chosen = new Map();

export function choiceOf(name, otherwise) {
  if (chosen.has(name)) return chosen.get(name);
  try {
    return localStorage.getItem(`bluebook.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function choose(name, value) {
  chosen.set(name, value);
  try {
    localStorage.setItem(`bluebook.${name}`, value);
  } catch {
    // It is kept in `chosen`.
  }
}
