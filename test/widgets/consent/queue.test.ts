import { expect } from "@open-wc/testing";
import { announce } from "../../../widgets/consent/consent-events.ts";
import { sendQueued } from "../../../widgets/consent/send-queued.ts";
import { ConsentPage, cookieOf, DAY_MS, decisionId, nextEvent, NOW } from "./consent-page.ts";

interface Queued {
  id: string;
  attempts: number;
  dueAt: number;
  request: { decidedAt: string };
}

describe("decisions that the server did not take", () => {
  let page: ConsentPage;

  beforeEach(() => {
    page = new ConsentPage();
  });

  afterEach(() => page.close());

  for (const status of [0, 408, 425, 429, 500, 503]) {
    it(`wait, and say so, after ${status || "no answer"}`, async () => {
      page.status = status;
      const failed = nextEvent("sereno-consent-error");
      await page.start().acceptAll();
      expect(await failed).to.deep.include({ failed: "record", status, willRetry: true });
      const [queued] = readQueue();
      expect(queued?.attempts).to.equal(1);
      expect((queued?.dueAt ?? 0) - NOW).to.be.within(500, 1_000);
    });
  }

  for (const status of [400, 404, 409, 422]) {
    it(`are given up after ${status}`, async () => {
      page.status = status;
      const failed = nextEvent("sereno-consent-error");
      await page.start().acceptAll();
      expect(await failed).to.deep.include({ failed: "record", status, willRetry: false });
      expect(readQueue()).to.deep.equal([]);
    });
  }

  it("are sent once by a later page, each with its own time", async () => {
    page.status = 503;
    const consent = page.start();
    await Promise.all([nextEvent("sereno-consent-error"), consent.acceptAll()]);
    page.now += 60_000;
    await Promise.all([nextEvent("sereno-consent-error"), consent.rejectAll()]);
    page.status = 201;
    page.sent.length = 0;
    page.now += DAY_MS;
    const received = nextEvent("sereno-consent-receipt");
    page.start();
    page.start();
    await received;
    await settle(page);
    expect(page.sent.map(({ body }) => [body["action"], body["decidedAt"]])).to.deep.equal([
      ["accept_all", new Date(NOW).toISOString()],
      ["reject_all", new Date(NOW + 60_000).toISOString()],
    ]);
    expect(localStorage.getItem("sereno_queue")).to.equal(null);
  });

  it("are sent by one tab at a time", async () => {
    enqueue([queued(1), queued(2)]);
    await Promise.all([settle(page), settle(page), settle(page)]);
    expect(page.sent.map(({ id }) => id)).to.deep.equal([decisionId(1), decisionId(2)]);
  });

  it("wait longer after every attempt, up to an hour", async () => {
    page.status = 503;
    const waits: number[] = [];
    for (const attempts of [0, 3, 6, 40]) {
      enqueue([{ ...queued(1), attempts }]);
      await settle(page);
      waits.push((readQueue()[0]?.dueAt ?? 0) - NOW);
    }
    expect(waits[0]).to.be.within(500, 1_000);
    expect(waits[1]).to.be.within(4_000, 8_000);
    expect(waits[2]).to.be.within(32_000, 64_000);
    expect(waits[3]).to.be.within(1_800_000, 3_600_000);
  });

  it("are not sent before the server wants them again", async () => {
    page.status = 429;
    page.headers = { "Retry-After": "120" };
    enqueue([queued(1)]);
    await settle(page);
    expect(readQueue()[0]?.dueAt).to.equal(NOW + 120_000);
    page.now += 119_999;
    await settle(page);
    expect(page.sent).to.have.lengthOf(1);
    page.now += 1;
    page.status = 201;
    await settle(page);
    expect(page.sent).to.have.lengthOf(2);
  });

  it("go out as soon as the browser is online again", async () => {
    page.status = 0;
    await Promise.all([nextEvent("sereno-consent-error"), page.start().acceptAll()]);
    page.status = 201;
    const received = nextEvent("sereno-consent-receipt");
    dispatchEvent(new Event("online"));
    await received;
    expect(readQueue()).to.deep.equal([]);
  });

  it("are given up after 30 days", async () => {
    enqueue([queued(1)]);
    page.now += 30 * DAY_MS + 1;
    const failed = nextEvent("sereno-consent-error");
    await settle(page);
    expect(await failed).to.deep.include({ decisionId: decisionId(1), willRetry: false });
    expect(page.sent).to.deep.equal([]);
  });

  it("are at most twenty, the oldest give way", async () => {
    enqueue(Array.from({ length: 20 }, (_, index) => ({ ...queued(index + 1), dueAt: NOW + DAY_MS })));
    page.status = 503;
    const given = nextEvent("sereno-consent-error");
    await page.start().acceptAll();
    expect((await given).decisionId).to.equal(decisionId(1));
    await settle(page);
    expect(readQueue()).to.have.lengthOf(20);
  });

  it("are forgotten where what is stored cannot be read", async () => {
    for (const broken of ["{", "null", "7", '[{"id":1}]', '[null,"x"]']) {
      localStorage.setItem("sereno_queue", broken);
      await settle(page);
    }
    expect(page.sent).to.deep.equal([]);
  });

  it("wait in memory where storage is full", async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    page.status = 503;
    const consent = page.start();
    await Promise.all([nextEvent("sereno-consent-error"), consent.acceptAll()]);
    page.status = 201;
    page.now += 1_000;
    const received = nextEvent("sereno-consent-receipt");
    await settle(page);
    expect((await received).receipt.id).to.equal(consent.get().id);
    Storage.prototype.setItem = setItem;
  });

  it("the end of an answer's time is a record too, told once and with the same secret", async () => {
    const consent = page.start();
    await Promise.all([nextEvent("sereno-consent-receipt"), consent.acceptAll()]);
    page.now += 180 * DAY_MS;
    page.writeCookie(cookieOf("", NOW - DAY_MS));
    const later = page.start();
    expect(later.get().decided).to.equal(false);
    const received = nextEvent("sereno-consent-receipt");
    later.catchUp();
    await received;
    later.catchUp();
    await settle(page);
    expect(page.sent.map(({ body }) => body["action"])).to.deep.equal(["accept_all", "expire"]);
    const [given, expired] = page.sent;
    expect(expired?.body).to.deep.include({ source: "expiry", granted: [], policyVersion: 3 });
    expect(expired?.body["secretHash"]).to.equal(given?.body["secretHash"]);
  });
});

function settle({ now }: ConsentPage): Promise<void> {
  return sendQueued({ base: "https://site.test/sereno/", clock: () => now }, announce);
}

function queued(number: number): Queued {
  return {
    id: decisionId(number),
    attempts: 0,
    dueAt: 0,
    request: { decidedAt: new Date(NOW).toISOString() },
  };
}

function enqueue(queue: Queued[]): void {
  localStorage.setItem("sereno_queue", JSON.stringify(queue));
}

function readQueue(): Queued[] {
  return JSON.parse(localStorage.getItem("sereno_queue") ?? "[]");
}
