// Words in two languages: Chinese first, English beside it. No I/O, no page.

export const LANGUAGES = ["zh", "en"];

let language = "zh";

export function setLanguage(name) {
  language = LANGUAGES.includes(name) ? name : "zh";
}

export function currentLanguage() {
  return language;
}

// One of two texts.
export function say(zh, en) {
  return language === "zh" ? zh : en;
}

// A text of the data: {zh, en}.
export function words(text) {
  return language === "zh" ? text.zh : text.en;
}

const AREAS = {
  east: ["东部", "East"],
  central: ["中部", "Central"],
  west: ["西部", "West"],
  "north-east": ["东北", "North-east"],
};

export function areaName(area) {
  return AREAS[area] ? say(...AREAS[area]) : area;
}

const BASES = {
  book: ["原书", "the book"],
  inferred: ["推定", "inferred"],
  standard: ["标准", "a standard"],
  ours: ["自拟", "this project"],
};

export function basisName(basis) {
  return BASES[basis] ? say(...BASES[basis]) : basis;
}

const COLLECTS = {
  http: ["直接取页", "plain fetch"],
  json: ["公开列表接口", "public list endpoint"],
  render: ["浏览器渲染", "rendered in a browser"],
  login: ["需登录", "needs an account"],
  social: ["新媒体数据", "new-media data"],
  store: ["应用商店", "app store"],
  human: ["人工", "a person"],
  hybrid: ["机器判、人确认", "machine, confirmed by a person"],
};

export function collectName(collect) {
  return COLLECTS[collect] ? say(...COLLECTS[collect]) : collect;
}

// Per cent with two decimals, half away from zero, as `report::Percent` rounds.
export function percent(share) {
  if (share === null || share === undefined) return "–";
  const steps = Math.round(Math.abs(share) * 1e12);
  const hundredths = Math.floor((steps + 5e7) / 1e8);
  const sign = share < 0 && hundredths > 0 ? "−" : "";
  return `${sign}${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

// The same with a sign, for differences.
export function signed(share) {
  const text = percent(share);
  return share > 0 && text !== "0.00" && text !== "–" ? `+${text}` : text;
}

// Points of 100 that are rounded already, with two decimals.
export function points(value) {
  return value === null || value === undefined ? "–" : value.toFixed(2);
}

// The same with a sign, for differences.
export function signedPoints(value) {
  if (value === null || value === undefined) return "–";
  const text = Math.abs(value).toFixed(2);
  if (text === "0.00") return text;
  return `${value > 0 ? "+" : "−"}${text}`;
}

// Names in alphabetical order, Chinese ones by their reading.
export function byName(a, b) {
  return a.localeCompare(b, "zh-Hans-CN");
}
