// The server, as `openapi.json` describes it. Nothing here draws.

import { say } from "../../web/texts.js";

// What the server refused, or that it did not answer (status 0).
export class Failed extends Error {
  constructor(status, name, message, { hint = null, said = [] } = {}) {
    super(message);
    this.status = status;
    this.problem = name;
    this.hint = hint;
    // What a command wrote on the way, line by line.
    this.said = said;
  }
}

let token = null;

async function ask(method, path, { json = undefined, bytes = undefined } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET" && token) headers["X-Bluebook-Token"] = token;
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (bytes !== undefined) headers["Content-Type"] = "application/octet-stream";
  const body = json === undefined ? bytes : JSON.stringify(json);
  let response;
  try {
    response = await fetch(path, { method, headers, body, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Failed(0, "unreachable", say("连不上服务器。", "The server cannot be reached."), {
      hint: say(
        "看看 bluebook serve 是否还在运行；已记录的不会丢。",
        "Is bluebook serve still running? What was recorded is kept.",
      ),
    });
  }
  if (!response.ok) throw await refused(response);
  return response.status === 204 ? null : response.json();
}

async function refused(response) {
  try {
    const { type = "", title, detail, hint, said } = await response.json();
    const message = [title, detail].filter(Boolean).join(say("：", ": "));
    return new Failed(response.status, type.split(":").pop(), message, { hint, said });
  } catch {
    const text = say(`服务器答以 ${response.status}。`, `The server answered ${response.status}.`);
    return new Failed(response.status, "unreadable", text);
  }
}

function of(round, what) {
  return `/api/rounds/${encodeURIComponent(round)}/${what}`;
}

// Who is there; also the token that goes along with everything that changes something.
export async function whoIsThere() {
  const session = await ask("GET", "/api/session");
  token = session.csrf;
  return session;
}

export async function signIn(name, password) {
  const session = await ask("POST", "/api/session", { json: { name, password } });
  token = session.csrf;
  return session;
}

export function signOut() {
  return ask("DELETE", "/api/session");
}

export async function listRounds() {
  return (await ask("GET", "/rounds.json")).rounds;
}

// A view of a round as data, and where it is to be had as a file.
export function viewAddress(round, view, kind, query = "") {
  const path = `/rounds/${encodeURIComponent(round)}/${view}.${kind}`;
  const text = String(query);
  return text ? `${path}?${text}` : path;
}

export function readView(round, view, query = "") {
  return ask("GET", viewAddress(round, view, "json", query));
}

export function readJson(address) {
  return ask("GET", address);
}

// The next question: {question, n_recorded}, the question null if nothing is left.
export function nextQuestion(round, by) {
  return ask("POST", of(round, "next"), { json: { by } });
}

export async function namedQuestion(round, target) {
  return (await ask("POST", of(round, "question"), { json: target })).question;
}

export function answer(round, given) {
  return ask("POST", of(round, "answers"), { json: given });
}

export function skip(round, id) {
  return ask("POST", of(round, "skip"), { json: { question: id } });
}

// Without `event` the last answer of this sitting.
export function undo(round, given = {}) {
  return ask("POST", of(round, "undo"), { json: given });
}

export function keepFile(round, file) {
  return ask("POST", of(round, "files"), { bytes: file });
}

export function fileAddress(round, digest) {
  return `/rounds/${encodeURIComponent(round)}/files/${encodeURIComponent(digest)}`;
}

export function readQueue(round) {
  return ask("GET", of(round, "queue"));
}

export function quarantine(round, given) {
  return ask("POST", of(round, "quarantine"), { json: given });
}

export function fileObjection(round, given) {
  return ask("POST", of(round, "objections"), { json: given });
}

export function rule(round, objection, given) {
  return ask("POST", of(round, `objections/${objection}/ruling`), { json: given });
}

export function openPhase(round, given) {
  return ask("POST", of(round, "phase"), { json: given });
}

export function publish(round, accept) {
  return ask("POST", of(round, "publish"), { json: { accept } });
}

// What happens in a round, as it happens, until `signal` ends.
export function listen(round, signal, listeners) {
  const source = new EventSource(of(round, "events"));
  for (const [name, listener] of Object.entries(listeners)) source.addEventListener(name, listener);
  signal.addEventListener("abort", () => source.close());
}
