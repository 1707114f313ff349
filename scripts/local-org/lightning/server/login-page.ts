/** The page where a user logs in with name and password ("Salesforce Help: Log In to Salesforce"). */
import { ownPath } from "../../api/http/browser-guard.ts";
import type { ApiRequest, ApiResponse } from "../../api/http/exchange.ts";
import type { Router } from "../../api/http/router.ts";
import type { Sessions } from "../../api/http/sessions.ts";
import { userWithPassword } from "../../security/passwords.ts";
import { isExternal } from "../../security/licenses.ts";
import { openSession } from "./open-session.ts";
import { escapeHtml } from "./page-html.ts";

export function addLoginPage(open: Router, sessions: Sessions): void {
  open
    .on("GET /login", ({ query }) => page(query.get("startURL") ?? ""))
    .on("POST /login", (request) => logIn(sessions, request));
}

function logIn(sessions: Sessions, request: ApiRequest): ApiResponse {
  const form = new URLSearchParams(Buffer.from(request.bytes()).toString("utf8"));
  const target = form.get("startURL") ?? "";
  const user = request.org.transaction(request.org.administrator, (tx) =>
    userWithPassword(tx.database, form.get("un") ?? "", form.get("pw") ?? "")
  );
  // External users log in on their site.
  return user && !isExternal(user) ? openSession(request, sessions.start(user).token, target) : page(target, true);
}

/** What a login page says besides what was typed wrong. */
export interface LoginPage {
  readonly title: string;
  /** Where the form is sent. */
  readonly action: string;
  /** Where to go afterwards. */
  readonly target: string;
  readonly failed: boolean;
  readonly words?: { readonly username: string; readonly password: string; readonly logIn: string };
}

const WORDS = { username: "Username", password: "Password", logIn: "Log In" };

function page(target: string, failed = false): ApiResponse {
  return loginPage({ title: "Local Org", action: "/login", target, failed });
}

export function loginPage({ title, action, target, failed, words = WORDS }: LoginPage): ApiResponse {
  const problem = failed
    ? `<p class="slds-text-color_error" role="alert">Please check your username and password.</p>`
    : "";
  return {
    status: failed ? 401 : 200,
    headers: { "Content-Type": "text/html;charset=UTF-8", "Cache-Control": "no-store" },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Login</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/lightning/slds/styles/salesforce-lightning-design-system.min.css">
</head>
<body class="slds-p-around_large">
<main class="slds-card slds-p-around_large slds-size_1-of-1" style="max-width: 24rem; margin: auto">
<h1 class="slds-text-heading_medium slds-m-bottom_medium">${escapeHtml(title)}</h1>
${problem}
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="startURL" value="${escapeHtml(ownPath(target, ""))}">
<label class="slds-form-element__label" for="un">${escapeHtml(words.username)}</label>
<input class="slds-input slds-m-bottom_small" id="un" name="un" autocomplete="username" required>
<label class="slds-form-element__label" for="pw">${escapeHtml(words.password)}</label>
<input class="slds-input slds-m-bottom_medium" id="pw" name="pw" type="password" autocomplete="current-password" required>
<button class="slds-button slds-button_brand">${escapeHtml(words.logIn)}</button>
</form>
</main>
</body>
</html>`
  };
}
