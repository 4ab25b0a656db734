import type { EndReason, ProviderProblem, ProviderResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import type { EndingMessages } from "./ending-messages.ts";
import type { LoginMessages } from "./login-messages.ts";

export interface LoginPageState {
  /** Where to go afterwards. */
  next: string;
  notice?: keyof LoginMessages["notices"] | undefined;
  /** What came of a sign-in with a provider. */
  failure?: ProviderFailureState | undefined;
  /** Why the person has to sign in again. */
  ending?: Ending | undefined;
  username: string;
}

export interface Ending {
  reason: EndReason;
  /** What was written to the person. */
  message: string | null;
}

export interface ProviderFailureState {
  problem: ProviderProblem;
  provider: ProviderResource;
}

/** Of these the person is signed in, and came for something else. */
const LEADS_BACK: readonly ProviderProblem[] = ["unconfirmed", "other_person"];

/** Ends that somebody should look into, or cannot undo by signing in. */
const GRAVE: readonly EndReason[] = ["forced", "account_disabled", "account_deleted", "token_reuse"];

type Messages = LoginMessages & EndingMessages;

/** The sign-in page, which works without JavaScript. */
export function loginPage(
  state: LoginPageState,
  providers: readonly ProviderResource[],
  basePath: string,
  text: Messages,
): Html {
  return html`<main class="card">
    <h1>${text.title}</h1>
    ${noticeOf(state, text)} ${passwordForm(state, basePath, text)}
    ${providers.length > 0 && providerLinks(providers, state.next, text)}
    <section class="about-cookies" aria-labelledby="about-cookies">
      <h2 id="about-cookies">${text.cookies.title}</h2>
      <p>
        ${text.cookies.body}
        <a href="${basePath}/consent?next=${encodeURIComponent(state.next)}">${text.cookies.more}</a>
      </p>
    </section>
  </main>`;
}

function noticeOf({ notice, failure, ending, next }: LoginPageState, text: Messages): Html | undefined {
  if (failure !== undefined) {
    const { problem, provider } = failure;
    const back = LEADS_BACK.includes(problem) && html` <a href="${next}">${text.back}</a>`;
    return html`<p id="notice" class="notice failed" role="alert">
      ${text.providerProblem(problem, provider.label)}${back}
    </p>`;
  }
  if (notice === undefined) return ending && endingNotice(ending, text);
  const isDone = notice === "signedOut";
  return html`<p
    id="notice"
    class="notice ${isDone ? "done" : "failed"}"
    role="${isDone ? "status" : "alert"}"
  >
    ${text.notices[notice]}
  </p>`;
}

function endingNotice({ reason, message }: Ending, text: EndingMessages): Html {
  const more = [message !== null && text.quote(message), text.advice[reason]].filter(Boolean).join(" ");
  return html`<div id="notice" class="notice ${GRAVE.includes(reason) && "failed"}" role="status">
    <b>${text.ended[reason]}.</b>
    ${more !== "" && html`<div>${more}</div>`}
  </div>`;
}

function passwordForm(
  { next, notice, username }: LoginPageState,
  basePath: string,
  text: LoginMessages,
): Html {
  const isWrong = notice !== undefined && notice !== "signedOut";
  return html`<form method="post" action="${basePath}/login">
    <input type="hidden" name="next" value="${next}" />
    <label for="username">${text.username}</label>
    <input
      id="username"
      name="username"
      value="${username}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      required
      ${isWrong && html`aria-describedby="notice"`}
      ${username === "" && html`autofocus`}
    />
    <label for="password">${text.password}</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      required
      ${username !== "" && html`autofocus`}
    />
    <label class="check"><input type="checkbox" name="remember" /> ${text.remember}</label>
    <button class="primary">${text.submit}</button>
  </form>`;
}

function providerLinks(providers: readonly ProviderResource[], next: string, text: LoginMessages): Html {
  return html`<p class="or"><span>${text.or}</span></p>
    <ul class="providers">
      ${providers.map(
        ({ label, url }) =>
          html`<li>
            <a class="button" href="${url}?next=${encodeURIComponent(next)}">${text.continueWith(label)}</a>
          </li>`,
      )}
    </ul>`;
}
