import type { ProblemDetails, ReauthAnswer, ReauthRequest } from "../../server/contract/index.ts";
import { adoptStyles, html, render, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { ApiClient } from "./api-client.ts";
import { ApiError } from "./api-client.ts";
import { chooseLocale } from "./locale.ts";
import { placeFor } from "./navigation.ts";
import type { PasswordPromptMessages } from "./password-prompt.messages.ts";
import { messages as english } from "./password-prompt.messages.ts";
import { findScriptTag } from "./script-tag.ts";
import { styles } from "./password-prompt.styles.ts";

const loaders = { es: () => import("./password-prompt.messages.es.ts").then(({ messages }) => messages) };

interface Prompt {
  text: PasswordPromptMessages;
  root: ShadowRoot;
  api: ApiClient;
  error: string;
  isBusy: boolean;
  succeed: () => void;
  fail: (reason: unknown) => void;
}

/**
 * Asks for the password in a modal dialog inside `host` (so that its theme and language hold) until it is
 * right. Rejects with `declined` when the person cancels, and with the `ApiError` when the session itself is
 * gone (401 other than `invalid_credentials`). Who has no password here is sent to where they confirm
 * (`reauthUrl`), and comes back to this page.
 */
export async function askPassword(
  host: HTMLElement & Partial<ReactiveControllerHost>,
  api: ApiClient,
  declined: ApiError,
): Promise<void> {
  if (declined.problem?.reauthUrl !== undefined && (await isConfirmed(api))) return;
  const text = await loadTexts(host);
  const container = document.createElement("div");
  const root = container.attachShadow({ mode: "open" });
  adoptStyles(root, styles);
  (host.shadowRoot ?? host).append(container);
  host.requestUpdate?.();
  try {
    await new Promise<void>((succeed, fail) => {
      const prompt: Prompt = { text, root, api, error: "", isBusy: false, succeed, fail };
      draw(prompt, declined.problem);
      getElement(root, "dialog").addEventListener("close", () => fail(declined));
      getElement(root, "dialog").showModal();
    });
  } finally {
    getElement(root, "dialog").close();
    container.remove();
  }
}

/** Who comes back from the host's page has confirmed already; the host vouches for that. */
async function isConfirmed(api: ApiClient): Promise<boolean> {
  if (findScriptTag()?.dataset["identityUrl"] === undefined) return false;
  return import("./host-session.ts")
    .then(({ isConfirmedAtHost }) => isConfirmedAtHost(api))
    .catch(() => false);
}

async function loadTexts(host: HTMLElement): Promise<PasswordPromptMessages> {
  const { language } = chooseLocale(["en", ...Object.keys(loaders)], host);
  if (language !== "es") return english;
  return loaders.es().catch(() => english);
}

function draw(prompt: Prompt, problem?: ProblemDetails): void {
  const { reauthUrl, reauthName } = problem ?? {};
  const content =
    reauthUrl === undefined ? passwordForm(prompt) : wayElsewhere(prompt, reauthUrl, reauthName);
  render(html`<dialog aria-labelledby="title" aria-describedby="why">${content}</dialog>`, prompt.root);
}

function wayElsewhere(prompt: Prompt, url: string, name?: string): TemplateResult {
  const { text } = prompt;
  return html`<div class="way">
    <h2 id="title">${text.title}</h2>
    <p id="why">${text.whyElsewhere}</p>
    <footer>
      ${cancelButton(prompt)}
      <a class="primary" href=${withWayBack(url)} autofocus>
        ${name === undefined ? text.continue : text.continueWith(name)}
      </a>
    </footer>
  </div>`;
}

/** A path where that is enough: of other origins not every one may be come back to. */
function withWayBack(reauthUrl: string): string {
  const url = new URL(reauthUrl, document.baseURI);
  url.searchParams.set("next", placeFor(url.href));
  return url.href;
}

function passwordForm(prompt: Prompt): TemplateResult {
  const { text, isBusy } = prompt;
  return html`<form @submit=${(event: Event) => submit(event, prompt)}>
    <h2 id="title">${text.title}</h2>
    <p id="why">${text.why}</p>
    <label>
      ${text.password}
      <input
        type="password"
        name="password"
        autocomplete="current-password"
        required
        autofocus
        aria-describedby="error"
        aria-invalid=${prompt.error ? "true" : "false"}
      />
    </label>
    <p class="error" id="error" role="alert">${prompt.error}</p>
    <footer>
      ${cancelButton(prompt)}
      <button class="primary" aria-disabled=${isBusy} aria-busy=${isBusy}>${text.confirm}</button>
    </footer>
  </form>`;
}

function cancelButton({ text, root }: Prompt): TemplateResult {
  return html`<button class="quiet" type="button" @click=${() => getElement(root, "dialog").close()}>
    ${text.cancel}
  </button>`;
}

function submit(event: Event, prompt: Prompt): void {
  event.preventDefault();
  if (prompt.isBusy) return;
  void send(prompt);
}

async function send(prompt: Prompt): Promise<void> {
  const input = getElement(prompt.root, "input");
  Object.assign(prompt, { isBusy: true, error: "" });
  draw(prompt);
  try {
    const request: ReauthRequest = { password: input.value };
    await prompt.api.post<ReauthAnswer>("api/auth/reauth", request);
    prompt.succeed();
  } catch (error) {
    if (isSessionGone(error)) return prompt.fail(error);
    Object.assign(prompt, { isBusy: false, error: describe(error, prompt.text) });
    draw(prompt);
    input.focus();
    input.select();
  }
}

function isSessionGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== "invalid_credentials";
}

function describe(error: unknown, text: PasswordPromptMessages): string {
  if (!(error instanceof ApiError)) return text.failed;
  if (error.code === "invalid_credentials") return text.wrong;
  if (error.code === "rate_limited") return text.tooMany;
  return error.status === 0 ? text.unreachable : text.failed;
}

function getElement<Tag extends "dialog" | "input">(root: ShadowRoot, tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = root.querySelector(tag);
  if (!element) throw new Error(`The prompt has no <${tag}>`);
  return element;
}
