import { expect } from "@open-wc/testing";
import type { FrontendLogRequest } from "../../../server/contract/index.ts";
import { createFrontendLog } from "../../../widgets/frontend-log/frontend-log.ts";
import { describeFailure, describeReport } from "../../../widgets/frontend-log/occurrence.ts";

interface Sent {
  request: FrontendLogRequest;
  keepalive: boolean;
  answer: (response: Response) => void;
  fail: () => void;
}

describe("the page's log", () => {
  const { fetch } = window;
  let sent: Sent[] = [];

  beforeEach(() => {
    sent = [];
    window.fetch = (_url, init) =>
      new Promise((resolve, reject) => {
        const request = JSON.parse(String(init?.body)) as FrontendLogRequest;
        const fail = () => reject(new TypeError("offline"));
        sent.push({ request, keepalive: init?.keepalive === true, answer: resolve, fail });
      });
  });

  afterEach(() => {
    window.fetch = fetch;
  });

  const info = (message: string) => ({ type: "note", level: "info" as const, message });

  it("shares the keepalive budget between requests in flight", () => {
    const log = createFrontendLog("/api/frontend-log");
    for (let index = 0; index < 55; index++) log.add({ ...info(`${index}`), data: { a: "я".repeat(900) } });
    log.flush();
    const bytes = sent.map(({ request }) => new TextEncoder().encode(JSON.stringify(request)).length);
    expect(bytes.every((size) => size <= 48_000)).to.equal(true);
    expect(sent.map(({ keepalive }) => keepalive)).to.deep.equal([true, false, false]);
    const within = bytes.filter((_, index) => sent[index]?.keepalive).reduce((sum, size) => sum + size, 0);
    expect(within).to.be.at.most(65_536);
  });

  it("sends one batch after the other, and again what was refused, unchanged", async () => {
    const log = createFrontendLog("/api/frontend-log");
    log.add(info("one"));
    log.flush();
    log.add(info("two"));
    sent[0]?.answer(new Response(null, { status: 503 }));
    await new Promise((resolve) => setTimeout(resolve));
    log.flush();
    expect(sent.map(({ request }) => request.events.map(({ message }) => message))).to.deep.equal([
      ["one"],
      ["one"],
      ["two"],
    ]);
    expect(sent[1]?.request).to.deep.equal(sent[0]?.request);
  });

  it("does not try again what the server never wants", async () => {
    const log = createFrontendLog("/api/frontend-log");
    log.add(info("one"));
    log.flush();
    sent[0]?.answer(new Response(null, { status: 422 }));
    await new Promise((resolve) => setTimeout(resolve));
    log.flush();
    expect(sent).to.have.lengthOf(1);
  });

  it("gives a beacon what fetch refuses while the page is left", async () => {
    const { sendBeacon } = navigator;
    const beacons: unknown[] = [];
    navigator.sendBeacon = (_url, body) => beacons.push(JSON.parse(String(body))) > 0;
    const log = createFrontendLog("/api/frontend-log");
    log.add(info("one"));
    log.flush();
    sent[0]?.fail();
    await new Promise((resolve) => setTimeout(resolve));
    navigator.sendBeacon = sendBeacon;
    expect(beacons).to.deep.equal([sent[0]?.request]);
    log.flush();
    expect(sent).to.have.lengthOf(1);
  });

  it("keeps 60 events a minute, and counts the rest", () => {
    const log = createFrontendLog("/api/frontend-log");
    for (let index = 0; index < 90; index++) log.add(info(`${index}`));
    log.add(info("1"));
    log.flush();
    const requests = sent.map(({ request }) => request);
    expect(requests.flatMap(({ events }) => events)).to.have.lengthOf(60);
    expect(requests.flatMap(({ events }) => events).find(({ message }) => message === "1")?.count).to.equal(
      2,
    );
    expect(requests.map(({ dropped }) => dropped)).to.deep.equal([30, 0, 0]);
  });

  it("survives what cannot be read, and forgets what may not be sent any more", () => {
    const log = createFrontendLog("/api/frontend-log");
    const trap = Object.defineProperty({}, "bad", {
      enumerable: true,
      get() {
        throw new Error("trap");
      },
    });
    log.add({ type: "note", level: "info", data: { trap } });
    log.add(info("one"));
    log.clear();
    log.flush();
    expect(sent).to.deep.equal([]);
  });

  it("does not try again what was on its way when consent went", async () => {
    const log = createFrontendLog("/api/frontend-log");
    log.add(info("one"));
    log.flush();
    log.clear();
    sent[0]?.answer(new Response(null, { status: 503 }));
    await new Promise((resolve) => setTimeout(resolve));
    log.add(info("of a later consent"));
    log.flush();
    expect(
      sent.slice(1).flatMap(({ request }) => request.events.map(({ message }) => message)),
    ).to.deep.equal(["of a later consent"]);
  });

  it("keeps an event of a size", () => {
    const log = createFrontendLog("/api/frontend-log");
    const data = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`k${index}`, "x y ".repeat(500)]),
    );
    log.add({ type: "note", level: "info", data });
    log.flush();
    expect(sent[0]?.request.events[0]?.data).to.have.keys("bytes");
  });
});

describe("what happened on the page", () => {
  it("tells an error with its place", () => {
    const error = new Error("boom");
    const event = new ErrorEvent("error", {
      message: "Error: boom",
      filename: "/a.js",
      lineno: 3,
      colno: 7,
      error,
    });
    const { type, level, message, data } = describeFailure(event);
    expect({ type, level, message, source: data?.["source"] }).to.deep.equal({
      type: "error",
      level: "error",
      message: "Error: boom",
      source: "/a.js:3:7",
    });
  });

  it("tells a rejection, with anything for a reason", () => {
    for (const [reason, message] of [
      [new Error("no"), "Error: no"],
      ["text", "text"],
      [undefined, "undefined"],
    ] as const) {
      const event = Object.assign(new Event("unhandledrejection"), { reason }) as PromiseRejectionEvent;
      expect(describeFailure(event)).to.include({ type: "rejection", level: "error", message });
    }
  });

  it("takes noise for noise", () => {
    const noise: ErrorEventInit[] = [
      { message: "Script error." },
      { message: "ResizeObserver loop completed with undelivered notifications." },
      { message: "x", filename: "chrome-extension://abc/x.js" },
    ];
    for (const init of noise) expect(describeFailure(new ErrorEvent("error", init)).level).to.equal("debug");
  });

  it("makes a name of what the site says", () => {
    const names = ["Cart Updated", "a..b.", "9lives", "ÑÑ", "x".repeat(300)].map(
      (name) => describeReport(name, {}).type,
    );
    expect(names).to.deep.equal(["cart_updated", "a.b", "lives", "event", "x".repeat(100)]);
    expect(describeReport("a", { level: "fatal", message: 7, b: 1 })).to.deep.equal({
      type: "a",
      level: "info",
      data: { b: 1 },
    });
  });
});
