import { fixture, html } from "@open-wc/testing";
import type {
  FrontendEventGroup,
  FrontendEventResource,
  PolicyResource,
  ServerEvents,
  SessionDebugAnswer,
  SessionResource,
  UserResource,
} from "../../../server/contract/index.ts";
import "../../../widgets/debug-widget/define.ts";
import type { DebugWidget } from "../../../widgets/debug-widget/debug-widget.ts";
import type { PageConsent } from "../../../widgets/debug-widget/page-consent.ts";
import { createApiClient } from "../../../widgets/shared/api-client.ts";
import type { PageSession } from "../../../widgets/shared/page-session.ts";

export const NOW = Date.parse("2026-11-22T10:14:00Z");

export const SUPERUSER: UserResource = {
  id: "usr_1",
  username: "marta",
  displayName: "Marta Soler",
  roles: ["superuser"],
  isSuperuser: true,
};

export function createAnswer(changes: Partial<SessionDebugAnswer> = {}): SessionDebugAnswer {
  return {
    session_key: "ses_9Qx…c41",
    session_data: {
      startedAt: "2026-11-22T08:52:10Z",
      idleExpiresAt: "2026-11-22T12:12:12Z",
      absoluteExpiresAt: "2026-11-22T20:52:10Z",
      ipAddress: "10.0.4.17",
      device: { label: "Firefox on Linux" },
      data: { filters_applied: "2026", token: "•••" },
    },
    cookies: [
      {
        name: "sereno_sid",
        masked: "••••••••",
        bytes: 60,
        httpOnly: true,
        declared: true,
        category: "essential",
      },
      { name: "_fbp", masked: "••••••••", bytes: 38, httpOnly: false, declared: false, category: null },
    ],
    user_info: SUPERUSER,
    path_history: [
      { path: "/minutes/2026", at: "2026-11-22T10:13:00Z" },
      { path: "/", at: "2026-11-22T10:12:00Z" },
    ],
    statistics: {
      requestCount: 42,
      byStatusClass: { "2xx": 38, "4xx": 4 },
      meanMs: 12.4,
      slowest: { path: "/minutes", ms: 340 },
      lastError: { path: "/missing", status: 404, at: "2026-11-22T10:01:00Z" },
    },
    consent: { granted: ["functional"], policyVersion: 3, decidedAt: "2026-11-22T09:00:00Z" },
    server: { version: "0.1.0", time: "2026-11-22T10:14:00Z", uptimeSeconds: 8000, database: "sqlite" },
    ...changes,
  };
}

export const POLICY: PolicyResource = {
  version: 3,
  hash: "abc",
  locale: "en",
  locales: ["en"],
  protection: [],
  categories: [
    {
      id: "essential",
      name: "Essential",
      description: "",
      services: [
        {
          id: "sereno",
          name: "Sereno",
          purpose: "",
          provider: "",
          items: [
            { name: "sereno_debug_widget", kind: "localStorage", purpose: "", duration: "", provider: "" },
            { name: "_pk_*", kind: "cookie", purpose: "", duration: "", provider: "" },
          ],
        },
      ],
    },
  ],
};

/** Answers as the server would; what it answers may change between calls. */
export class FakeServer {
  answer = createAnswer();
  /** Status of session-debug. */
  status = 200;
  clearStatus = 200;
  revealStatus = 200;
  events: FrontendEventResource[] = [];
  groups: FrontendEventGroup[] = [];
  /** Status of the lists of frontend events, where older ones begin, and whether there are more than were grouped. */
  logStatus = 200;
  nextCursor: string | null = null;
  groupsAreCapped = false;
  readonly calls: string[] = [];
  /** Queries of the lists of frontend events, in order. */
  readonly questions: string[] = [];

  fetch = (async (input: URL, { method = "GET" }: RequestInit) => {
    const { pathname: path, search } = new URL(input);
    this.calls.push(`${method} ${path}`);
    if (path.endsWith("/policy")) return Response.json(POLICY);
    if (path.includes("/frontend-event")) return this.#answerLog(path, search);
    if (path.endsWith("/reveal")) return reply(this.revealStatus, { cookie: "cart", value: "three items" });
    if (path.endsWith("/clear-session")) return reply(this.clearStatus, {});
    return reply(this.status, structuredClone(this.answer));
  }) as typeof fetch;

  #answerLog(path: string, search: string): Response {
    this.questions.push(path.split("/").at(-1) + search);
    if (path.endsWith("/frontend-events"))
      return reply(this.logStatus, { items: this.events, nextCursor: this.nextCursor });
    const { groups: items, groupsAreCapped: eventsAreCapped } = this;
    return reply(this.logStatus, { items, events: 5_000, eventsAreCapped });
  }

  count(path: string): number {
    return this.calls.filter((call) => call.endsWith(path)).length;
  }
}

function reply(status: number, body: unknown): Response {
  return status === 200 ? Response.json(body) : Response.json({ status, code: "not_found" }, { status });
}

/** The page's session, moved by hand. */
export class FakePageSession implements PageSession {
  user: UserResource | null = SUPERUSER;
  session: SessionResource | null = null;
  isAuthenticated = true;
  isLoading = false;
  ready = Promise.resolve();
  ended = null;
  logoutProblem = null;
  now = NOW;
  logouts = 0;
  logoutError: Error | undefined;
  readonly listeners = new Set<() => void>();
  readonly eventListeners = new Map<string, (detail: never) => void>();

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  onEvent<Name extends keyof ServerEvents>(
    name: Name,
    listener: (detail: ServerEvents[Name]) => void,
  ): () => void {
    this.eventListeners.set(name, listener);
    return () => this.eventListeners.delete(name);
  }
  change(): void {
    for (const listener of this.listeners) listener();
  }
  emitFrontendEvent(event: FrontendEventResource): void {
    this.eventListeners.get("frontend-event")?.(event as never);
  }
  emitSessionsChanged(): void {
    this.eventListeners.get("sessions-changed")?.({} as never);
  }
  async refresh(): Promise<void> {}
  async extend(): Promise<void> {}
  login(): void {}
  async logout(): Promise<null> {
    this.logouts++;
    if (this.logoutError) throw this.logoutError;
    return null;
  }
  serverNow(): number {
    return this.now;
  }
  destroy(): void {}
}

export function createConsent(granted: string[] = ["functional"]): PageConsent {
  return {
    has: (id: string) => granted.includes(id),
    get: () => ({
      decided: true,
      granted,
      id: "7f3a91c2-0000-4000-8000-000000000000",
      decidedAt: "2026-11-22T09:00:00Z",
      policyVersion: 3,
      persisted: true,
      globalPrivacyControl: false,
      needsReload: false,
    }),
    policy: {
      version: 3,
      hash: "abc",
      services: { functional: [], analytics: ["matomo"], marketing: [] },
      clear: {},
      locales: ["en"],
    },
  };
}

export interface DebugPage {
  widget: DebugWidget;
  root: ShadowRoot;
  server: FakeServer;
  pageSession: FakePageSession;
  /** Lets so many seconds pass: the widget's own timer ticks once at the end. */
  pass(seconds: number): Promise<void>;
}

/** Puts the widget into the page, with its timer in the test's hand, and waits for the first answer. */
export async function openDebugPage(prepare: (page: DebugPage) => void = () => {}): Promise<DebugPage> {
  const server = new FakeServer();
  const pageSession = new FakePageSession();
  const timer = takeTimer();
  const widget = document.createElement("sereno-debug-widget");
  Object.assign(widget, {
    api: createApiClient({ base: `${location.origin}/sereno/`, fetch: server.fetch }),
    pageSession,
    consent: createConsent(),
  });
  const root = widget.renderRoot as ShadowRoot;
  const pass = async (seconds: number): Promise<void> => {
    pageSession.now += seconds * 1000;
    timer.pass(seconds * 1000);
    await settle(widget);
  };
  const page = { widget, root, server, pageSession, pass };
  prepare(page);
  await fixture(html`<main lang="en">${widget}</main>`);
  await settle(widget);
  return { ...page, root: widget.shadowRoot ?? root };
}

export async function expand({ widget }: DebugPage): Promise<void> {
  await widget.expand();
  await settle(widget);
}

export async function openTab(page: DebugPage, tab: string): Promise<HTMLElement> {
  if (!page.widget.open) await expand(page);
  find(page, `#tab-${tab}`).click();
  await settle(page.widget);
  return find(page, `#panel-${tab}`);
}

export function find(page: DebugPage, selector: string): HTMLElement {
  const element = page.root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

export function findButton(page: DebugPage, label: string): HTMLButtonElement {
  const button = [...page.root.querySelectorAll("button")].find((one) => one.textContent?.includes(label));
  if (!button) throw new Error(`no button "${label}"`);
  return button;
}

export function press(target: EventTarget, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...init,
  });
  target.dispatchEvent(event);
  return event;
}

/** Lets an error reach the page's listeners without failing the test that makes it. */
export function raise(event: ErrorEvent | PromiseRejectionEvent): void {
  const { onerror } = window;
  const { error } = console;
  window.onerror = null;
  console.error = () => {};
  dispatchEvent(event);
  window.onerror = onerror;
  console.error = error;
}

/** Text without the line breaks of templates. */
export function textOf(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Waits for answers and chunks on their way and for what they draw: each comes in the order it is asked for. */
export async function settle(widget: DebugWidget): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await cookieStore.getAll();
    await indexedDB.databases();
    await import("../../../widgets/debug-widget/panel-on-demand.ts");
    await import("../../../widgets/debug-widget/debug-panel.ts");
    await import("../../../widgets/shared/confirm-dialog.ts");
    await widget.updateComplete;
  }
}

declare const cookieStore: { getAll(): Promise<unknown> };

interface Timer {
  pass(ms: number): void;
}

let restore = (): void => {};

/** Replaces the interval timer and the monotonic clock until `returnTimer`. */
function takeTimer(): Timer {
  restore();
  const { setInterval: original } = window;
  const realNow = performance.now.bind(performance);
  const callbacks = new Map<number, () => void>();
  let passed = 0;
  let ids = 1_000_000;
  const { clearInterval: originalClear } = window;
  performance.now = () => realNow() + passed;
  window.setInterval = ((task: () => void) => (callbacks.set(++ids, task), ids)) as typeof setInterval;
  window.clearInterval = ((id: number) => callbacks.delete(id) || originalClear(id)) as typeof clearInterval;
  restore = () => {
    window.setInterval = original;
    window.clearInterval = originalClear;
    performance.now = realNow;
  };
  return {
    pass(ms) {
      passed += ms;
      for (const task of callbacks.values()) task();
    },
  };
}

export function returnTimer(): void {
  restore();
  restore = () => {};
}
