import { expect, fixture, html } from "@open-wc/testing";
import type { ProblemDetails } from "../../../server/contract/index.ts";
import { ApiError, createApiClient, type ApiClient } from "../../../widgets/shared/api-client.ts";
import { isReauthRequired, withReauth } from "../../../widgets/shared/reauth-dialog.ts";
import { expectAccessible } from "../../support/accessible.ts";

/** Answers of `POST api/auth/reauth`, by password. */
const ANSWERS: Record<string, () => Response> = {
  right: () => Response.json({ sudoUntil: "2026-11-22T10:24:00Z", csrfToken: "token" }),
  wrong: () => problem(401, "invalid_credentials"),
  often: () => problem(429, "rate_limited"),
  gone: () => problem(401, "session_ended"),
};

describe("re-authentication in place", () => {
  let host: HTMLElement;
  let guard: Guard;

  beforeEach(async () => {
    host = await fixture(html`<div></div>`);
    host.attachShadow({ mode: "open" });
    guard = new Guard();
  });

  it("lets an action through that needs none", async () => {
    guard.isOpen = true;
    expect(await withReauth(host, guard.api, guard.action)).to.equal("done");
    expect(host.shadowRoot?.childElementCount).to.equal(0);
  });

  it("asks for the password, repeats the action, and leaves nothing behind", async () => {
    const result = withReauth(host, guard.api, guard.action);
    answer(await opened(host), "right");
    expect(await result).to.equal("done");
    expect(guard.runs).to.equal(2);
    expect(host.shadowRoot?.childElementCount).to.equal(0);
  });

  it("has the focus in the field, which password managers know", async () => {
    const result = withReauth(host, guard.api, guard.action).catch((error: unknown) => error);
    const root = await opened(host);
    expect(root.activeElement?.localName).to.equal("input");
    expect(root.querySelector("input")?.autocomplete).to.equal("current-password");
    root.querySelector("dialog")?.close();
    await result;
  });

  it("says that a password is wrong, and asks again", async () => {
    const result = withReauth(host, guard.api, guard.action);
    const root = await opened(host);
    answer(root, "wrong");
    await until(() => alertOf(root).includes("not the password"));
    expect(root.querySelector("input")?.getAttribute("aria-invalid")).to.equal("true");
    answer(root, "often");
    await until(() => alertOf(root).includes("Too many"));
    answer(root, "right");
    expect(await result).to.equal("done");
  });

  it("gives back the first answer when the person cancels", async () => {
    const result = withReauth(host, guard.api, guard.action).catch((error: unknown) => error);
    const root = await opened(host);
    root.querySelector<HTMLElement>("button.quiet")?.click();
    expect(isReauthRequired(await result)).to.equal(true);
    expect(guard.runs).to.equal(1);
    expect(host.shadowRoot?.childElementCount).to.equal(0);
  });

  it("gives up when the session is gone meanwhile", async () => {
    const result = withReauth(host, guard.api, guard.action).catch((error: unknown) => error);
    answer(await opened(host), "gone");
    expect(((await result) as ApiError).code).to.equal("session_ended");
  });

  it("asks once for two actions at the same time", async () => {
    const results = Promise.all([
      withReauth(host, guard.api, guard.action),
      withReauth(host, guard.api, guard.action),
    ]);
    const root = await opened(host);
    expect(host.shadowRoot?.childElementCount).to.equal(1);
    answer(root, "right");
    expect(await results).to.deep.equal(["done", "done"]);
  });

  it("does not hold up other hosts when one leaves the page while it asks", async () => {
    void withReauth(host, guard.api, guard.action);
    await opened(host);
    host.remove();
    const other = await fixture<HTMLElement>(html`<div></div>`);
    other.attachShadow({ mode: "open" });
    const result = withReauth(other, guard.api, guard.action);
    answer(await opened(other), "right");
    expect(await result).to.equal("done");
  });

  it("sends who has no password here to where they confirm, and from there back to this page", async () => {
    guard.problem = {
      reauthUrl: "https://sereno.test/sereno/api/auth/oidc/id?confirm",
      reauthName: "Example",
    };
    const result = withReauth(host, guard.api, guard.action).catch((error: unknown) => error);
    const root = await opened(host);
    expect(root.querySelector("input")).to.equal(null);
    const link = root.querySelector("a");
    expect(link?.textContent?.trim()).to.equal("Continue with Example");
    expect(root.activeElement).to.equal(link);
    const url = new URL(link?.href ?? "");
    expect([url.origin, url.searchParams.has("confirm")]).to.deep.equal(["https://sereno.test", true]);
    expect(url.searchParams.get("next")).to.equal(location.href);
    await expectAccessible(host);
    root.querySelector<HTMLElement>("button.quiet")?.click();
    expect(isReauthRequired(await result)).to.equal(true);
  });

  it("gives a page of the same origin the path alone to come back to", async () => {
    guard.problem = { reauthUrl: "/confirm" };
    const result = withReauth(host, guard.api, guard.action).catch((error: unknown) => error);
    const root = await opened(host);
    const link = root.querySelector("a");
    expect(link?.textContent?.trim()).to.equal("Continue");
    const next = new URL(link?.href ?? "").searchParams.get("next");
    expect(next).to.equal(location.pathname + location.search + location.hash);
    root.querySelector("dialog")?.close();
    await result;
  });

  it("passes other errors on without asking", async () => {
    const error = new ApiError("Forbidden", { status: 403, code: "forbidden" });
    const result = await withReauth(host, guard.api, () => Promise.reject(error)).catch(
      (one: unknown) => one,
    );
    expect(result).to.equal(error);
    expect(host.shadowRoot?.childElementCount).to.equal(0);
  });
});

/** An action that works once the right password was given. */
class Guard {
  isOpen = false;
  runs = 0;
  problem: Partial<ProblemDetails> = {};

  readonly api: ApiClient = createApiClient({
    base: "https://sereno.test/sereno/",
    fetch: async (_input, init) => {
      const { password } = JSON.parse(init?.body as string) as { password: string };
      this.isOpen ||= password === "right";
      return (ANSWERS[password] ?? fail)();
    },
  });

  readonly action = async (): Promise<string> => {
    this.runs += 1;
    if (!this.isOpen) {
      const problem = this.problem as ProblemDetails;
      throw new ApiError("Password needed", { status: 403, code: "reauth_required", problem });
    }
    return "done";
  };
}

async function opened(host: HTMLElement): Promise<ShadowRoot> {
  await until(() => promptOf(host)?.querySelector("dialog")?.open);
  return promptOf(host) as ShadowRoot;
}

function promptOf(host: HTMLElement): ShadowRoot | null | undefined {
  return host.shadowRoot?.firstElementChild?.shadowRoot;
}

function answer(root: ShadowRoot, password: string): void {
  const input = root.querySelector("input");
  if (!input) throw new Error("The prompt has no field");
  input.value = password;
  input.form?.requestSubmit();
}

function alertOf(root: ShadowRoot): string {
  return root.querySelector("[role=alert]")?.textContent ?? "";
}

function problem(status: number, code: string): Response {
  return new Response(JSON.stringify({ status, code }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

function fail(): never {
  throw new TypeError("Failed to fetch");
}

async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve));
}
