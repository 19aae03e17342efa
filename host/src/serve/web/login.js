// Who is there: with accounts by name and password, on one's own machine by name alone.

import { h } from "../../web/dom.js";
import { say } from "../../web/texts.js";
import { signIn } from "./api.js";
import { field, form } from "./form.js";

const ROLES = {
  viewer: ["读者", "viewer"],
  reviewer: ["复核人", "reviewer"],
  adjudicator: ["裁定人", "adjudicator"],
  operator: ["主持", "operator"],
};

export function roleName(role) {
  return ROLES[role] ? say(...ROLES[role]) : role;
}

export async function loginPage(app) {
  await app.refresh();
  const hasAccounts = app.session.mode === "accounts";
  const name = field(say("姓名", "Name"), {
    name: "name",
    autocomplete: "username",
    required: true,
    "data-focus": true,
  });
  const password = hasAccounts
    ? field(say("口令", "Password"), {
        name: "password",
        type: "password",
        autocomplete: "current-password",
        required: true,
      })
    : null;
  const enter = async ({ name: person, password: secret }) => {
    await signIn(person, secret ?? "");
    await app.refresh();
    const then = app.state.query.get("then") ?? "";
    // Only to a page of this server.
    app.open(/^\/(?![/\\])/.test(then) ? then : "/rounds");
  };
  return h(
    "div",
    { class: "login" },
    h("h1", {}, say("登录", "Sign in")),
    h(
      "p",
      { class: "lead" },
      hasAccounts
        ? say("账户由主持人建立。", "Accounts are made by the operator.")
        : say(
            "本机使用，没有账户。每条意见都记下这个姓名。",
            "On this machine, without accounts. Every answer is recorded under this name.",
          ),
    ),
    form({ fields: [name, password], submit: say("进入", "Enter"), act: enter }),
  );
}
