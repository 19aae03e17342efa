// What is looked at, kept in the address, so that a view can be sent as a link.

export const VIEWS = ["overview", "region", "indicator", "point", "groups", "compare", "method"];

// Keys of the address with what holds if they are absent.
const KEYS = { w: "", q: "", class: "", area: "", colour: "class", peers: "similar", lang: "zh", theme: "auto" };

// `#/region/440100?w=A:30,B:40` as {view, id, w, …}.
export function readAddress(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/").map(decode);
  const parameters = new URLSearchParams(query);
  const known = VIEWS.includes(view);
  const read = { view: known ? view : "overview", id: known ? rest.join("/") : "" };
  for (const [key, otherwise] of Object.entries(KEYS)) read[key] = parameters.get(key) ?? otherwise;
  return read;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function writeAddress(state) {
  const path = [state.view, ...(state.id ? [encodeURIComponent(state.id)] : [])].join("/");
  const kept = Object.keys(KEYS).filter((key) => state[key] !== undefined && state[key] !== KEYS[key]);
  // Colons and commas may stand in a fragment, and are easier to read so.
  const plain = (value) => encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2C", ",");
  const query = kept.map((key) => `${key}=${plain(state[key])}`).join("&");
  return `#/${path}${query ? `?${query}` : ""}`;
}

// `A:30,B1:45.5` as weights by node; what is not there or no number is passed over.
export function readWeights(text, ids, original) {
  const weights = Float64Array.from(original);
  for (const part of text.split(",")) {
    const at = part.lastIndexOf(":");
    const node = ids.indexOf(part.slice(0, at));
    const value = Number(part.slice(at + 1));
    if (at > 0 && node >= 0 && Number.isFinite(value) && value >= 0 && value <= 100) weights[node] = value;
  }
  return weights;
}

export function writeWeights(weights, ids, original) {
  const changed = ids.map((_, node) => node).filter((node) => weights[node] !== original[node]);
  return changed.map((node) => `${ids[node]}:${weights[node]}`).join(",");
}
