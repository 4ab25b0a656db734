import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { signToken } from "./host-tokens.ts";

/** Somebody who is signed in to the host. */
export interface HostVisitor {
  sub: string;
  /** The alias of the host's session. */
  sid: string;
  name?: string;
  /** Epoch ms; now when not given. */
  signedInAt?: number;
}

/** How the host's route for tokens behaves. */
type Identity = "up" | "down" | "away" | "junk";

/**
 * A site with a login of its own, played to one profile of a browser: `/host` says on Sereno's script tag whose
 * session it shows, `/host/identity` vouches for that, `/host/logout` ends it, `/host/confirm` asks for the password.
 */
export class VouchingHost {
  visitor: HostVisitor | undefined;
  identity: Identity = "up";
  /** Puts a token into the page, in place of the route. */
  hasTokenInPage = false;
  /** Paths that the profile has asked for, in order. */
  readonly asked: string[] = [];
  readonly profile: BrowserContext;

  private constructor(profile: BrowserContext) {
    this.profile = profile;
  }

  static async open(browser: Browser, baseURL: string): Promise<VouchingHost> {
    const profile = await browser.newContext({ baseURL, locale: "en-GB", reducedMotion: "reduce" });
    const host = new VouchingHost(profile);
    profile.on("request", (request) => host.asked.push(new URL(request.url()).pathname));
    await profile.route(
      (url) => /^\/host(\/|$)/.test(url.pathname),
      (route) => host.#answer(route),
    );
    return host;
  }

  /** Opens the host's page and waits until Sereno knows who is there. */
  async visit(page?: Page): Promise<Page> {
    const opened = page ?? (await this.profile.newPage());
    await opened.goto("/host");
    await opened.evaluate(() => window.sereno?.session.ready);
    return opened;
  }

  /** A profile that closes while a page of it waits for an answer of ours may never be closed. */
  async close(): Promise<void> {
    await this.profile.unrouteAll({ behavior: "ignoreErrors" });
    await this.profile.close();
  }

  /** How often the profile has asked for a path. */
  count(path: string): number {
    return this.asked.filter((one) => one === path).length;
  }

  async #answer(route: Route): Promise<void> {
    const url = new URL(route.request().url());
    if (url.pathname === "/host/identity") return this.#answerIdentity(route);
    if (url.pathname === "/host/logout" && route.request().method() === "POST") this.visitor = undefined;
    if (url.pathname === "/host/confirm" && this.visitor) {
      this.visitor.signedInAt = Date.now();
      const next = JSON.stringify(url.searchParams.get("next"));
      return route.fulfill({ contentType: "text/html", body: `<script>location.replace(${next})</script>` });
    }
    return route.fulfill({ contentType: "text/html", body: await this.#page() });
  }

  async #answerIdentity(route: Route): Promise<void> {
    if (this.identity === "away") return route.abort();
    if (this.identity === "down") return route.fulfill({ status: 500, body: "out of order" });
    if (this.identity === "junk")
      return route.fulfill({ contentType: "text/html", body: "<h1>Sign in</h1>" });
    if (this.visitor === undefined) return route.fulfill({ status: 204 });
    return route.fulfill({ json: { token: await this.#token() } });
  }

  #token(): Promise<string> {
    const { signedInAt = Date.now(), ...claims } = this.visitor ?? {};
    return signToken({ now: Date.now(), claims: { ...claims, auth_time: Math.floor(signedInAt / 1_000) } });
  }

  async #page(): Promise<string> {
    const identity = this.hasTokenInPage
      ? `data-identity="${await this.#token()}"`
      : 'data-identity-url="/host/identity"';
    const attributes = `data-host-session="${this.visitor?.sid ?? ""}" ${identity}`;
    return `<!doctype html><html lang="en"><head><title>Host</title>
      <script type="module" src="/sereno/sereno.js" ${attributes}></script></head>
      <body><main><h1>${this.visitor?.sub ?? "Nobody"}</h1>
      <sereno-logout-button action="/host/logout"></sereno-logout-button>
      <sereno-session-table scope="own"></sereno-session-table></main></body></html>`;
  }
}
