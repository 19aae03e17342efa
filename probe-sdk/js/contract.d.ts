// The functions a probe is given, as componentize-qjs hands them over (`wit/probe.wit`).

declare module "bluebook:probe/page@0.2.0" {
  type Hit = { node: number; text: string };
  type Link = { node: number; text: string; url: string };
  type Info = {
    url: string;
    role: string;
    status: number;
    depth: number;
    encoding: string;
    nReplaced: number;
  };
  export function info(page: number): Info;
  export function meta(page: number, name: string): string | null;
  export function count(page: number, css: string): number;
  export function findText(page: number, css: string, any: string[]): Hit | null;
  export function texts(page: number, css: string, limit: number): Hit[];
  export function attrs(page: number, css: string, name: string, limit: number): Hit[];
  export function select(page: number, css: string, limit: number): Iterable<number>;
  export function textOf(page: number, node: number): string;
  export function attrOf(page: number, node: number, name: string): string | null;
  export function tagOf(page: number, node: number): string;
  export function parentOf(page: number, node: number): number | null;
  export function childrenOf(page: number, node: number): Iterable<number>;
  export function links(page: number, any: string[], limit: number): Link[];
  export function scripts(page: number, limit: number): Hit[];
  export function text(page: number): string;
  export function html(page: number): string;
  export function fact(page: number, name: string): string | null;
  export function hops(page: number): string[];
  export function formUrl(page: number, form: number, values: [string, string][]): string | null;
}

declare module "bluebook:probe/site@0.2.0" {
  type Place = { code: string; name: string; shortName: string };
  type Found =
    | { tag: "page"; val: number }
    | { tag: "missing"; val: string }
    | { tag: "not-asked" };
  export function region(): Place;
  export function pages(role: string): Iterable<number>;
  export function lookup(url: string): Found;
  export function failed(url: string): { class: string; status: number | null } | null;
  export function collectedOn(): string;
}

declare module "bluebook:probe/params@0.2.0" {
  type Task = { point: string; criterion: string; page: number | null };
  export function tasks(): Task[];
  export function get(task: number, key: string): string | null;
}

declare module "bluebook:probe/log@0.2.0" {
  export function write(level: "debug" | "info" | "warn", message: string): void;
}
