import { expect } from "@open-wc/testing";
import { aliasHash as hashOnServer } from "../../../server/sessions/alias-hash.ts";
import { aliasHash } from "../../../widgets/shared/alias-hash.ts";
import { closePages, openReadyPage, type Page, type PageOptions } from "../../support/page.ts";
import { json, offline, problem, type ScriptedFetch } from "../../support/scripted-fetch.ts";
import { iso, NOW, sessionAnswer } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

type Identity = (signal?: AbortSignal | null) => Response | Promise<Response>;

const HANDOVER = "POST api/auth/handover";
const LOGOUT = "POST api/auth/logout";
const TOKEN = "header.payload.signature";

describe("a page that shows the host's own session", () => {
  const { fetch } = window;
  let tag: HTMLScriptElement;
  let asked: string[];
  let identity: Identity;

  beforeEach(() => {
    asked = [];
    identity = () => Response.json({ token: TOKEN });
    window.fetch = async (input, init) => {
      asked.push(String(input));
      return identity(init?.signal);
    };
    tag = document.createElement("script");
    tag.type = "text/plain";
    tag.setAttribute("src", "/sereno.js");
    tag.dataset["identityUrl"] = "/identity";
    document.head.prepend(tag);
  });

  afterEach(() => {
    closePages();
    window.fetch = fetch;
    tag.remove();
    document.cookie = "sereno_hint=;path=/;max-age=0";
  });

  function open(hostAlias: string | undefined, hint: string | undefined, prepare?: PageOptions["prepare"]) {
    if (hint !== undefined) document.cookie = `sereno_hint=${hint};path=/`;
    return openReadyPage({
      settings: { hostAlias },
      isHinted: hint !== undefined,
      ...(hint !== undefined && { hint }),
      prepare: (server, serverNow) => {
        server.on(HANDOVER, json({ ...sessionAnswer(), sudoUntil: iso(NOW) }, { status: 201 }));
        server.on(LOGOUT, json({ message: "", endedAt: iso(NOW), ended: 1 }));
        prepare?.(server, serverNow);
      },
    });
  }

  it("is hashed as the server hashes it", () => {
    for (const alias of ["", "a", "alias-1", "ñ😀", "x".repeat(255)]) {
      expect(aliasHash(alias)).to.equal(hashOnServer(alias));
    }
    expect(aliasHash("alias-1")).not.to.equal(aliasHash("alias-2"));
  });

  it("asks nobody but the server while ours is bound to it", async () => {
    const page = await open("alias-1", `user.${aliasHash("alias-1")}`);
    expect(asked).to.deep.equal([]);
    expect(routes(page)).to.deep.equal(["GET api/session"]);
    expect(page.session.isAuthenticated).to.equal(true);
  });

  it("asks nobody where neither is there", async () => {
    const page = await open("", undefined);
    expect(asked).to.deep.equal([]);
    expect(routes(page)).to.deep.equal([]);
  });

  it("leaves a built-in account alone where the host shows nobody", async () => {
    const page = await open("", "superuser");
    expect(routes(page)).to.deep.equal(["GET api/session"]);
  });

  for (const [name, hint] of [
    ["nobody is signed in here", undefined],
    ["ours is of another session of the host", `user.${aliasHash("alias-0")}`],
    ["ours is of a built-in account", "user"],
  ] as const) {
    it(`brings a token when ${name}, before anything else is asked`, async () => {
      const page = await open("alias-1", hint);
      expect(asked).to.deep.equal(["/identity"]);
      expect(routes(page)).to.deep.equal([HANDOVER, "GET api/session"]);
      expect(page.server.sent[0]?.body).to.deep.equal({ token: TOKEN });
      expect(page.session.isAuthenticated).to.equal(true);
    });
  }

  it("takes a bare token as well", async () => {
    identity = () => new Response(`${TOKEN}\n`);
    const page = await open("alias-1", undefined);
    expect(page.server.sent[0]?.body).to.deep.equal({ token: TOKEN });
  });

  const harmless: Record<string, Identity> = {
    "an error": () => new Response("out of order", { status: 500 }),
    "a login page": () => new Response("<!doctype html><title>Sign in</title>"),
    "broken JSON": () => new Response('{"token": '),
    "a token that is none": () => Response.json({ token: 42 }),
    nothing: () => new Response(null, { status: 204 }),
    "no connection": () => Promise.reject(new TypeError("Failed to fetch")),
  };
  for (const [name, answer] of Object.entries(harmless)) {
    it(`goes on as it was when the host's route answers ${name}`, async () => {
      identity = answer;
      const page = await open("alias-1", `user.${aliasHash("alias-0")}`);
      expect(routes(page)).to.deep.equal(["GET api/session"]);
      expect(page.session.isAuthenticated).to.equal(true);
    });
  }

  it("goes on as it was when the server cannot be reached", async () => {
    const page = await open("alias-1", `user.${aliasHash("alias-0")}`, (server) =>
      server.on(HANDOVER, offline),
    );
    expect(routes(page)).to.deep.equal([HANDOVER, "GET api/session"]);
  });

  it("ends ours when the host's new session is refused: it is of somebody who has left", async () => {
    const refuse = (server: ScriptedFetch) => server.on(HANDOVER, problem(401, "invalid_credentials"));
    const page = await open("alias-1", `user.${aliasHash("alias-0")}`, refuse);
    expect(routes(page)).to.deep.equal([HANDOVER, LOGOUT]);
    expect(page.server.sent[1]?.body).to.deep.equal({ reason: "host_logout" });
    expect(page.session).to.include({ isAuthenticated: false, ended: null, isLoading: false });
  });

  it("ends ours when the host has signed the person out", async () => {
    identity = () => new Response(null, { status: 204 });
    const page = await open("", `user.${aliasHash("alias-1")}`);
    expect(routes(page)).to.deep.equal([LOGOUT]);
    expect(page.session).to.include({ isAuthenticated: false, ended: null });
  });

  it("keeps ours when a page from a cache shows nobody, and the host still vouches", async () => {
    const page = await open("", `user.${aliasHash("alias-1")}`);
    expect(routes(page)).to.deep.equal([HANDOVER, "GET api/session"]);
  });

  it("says why ours had ended when the host has signed the person out as well", async () => {
    identity = () => new Response(null, { status: 204 });
    const ended = problem(401, "session_ended", {
      endReason: "forced",
      endMessage: "Lost",
      endedAt: iso(NOW),
    });
    const page = await open("", `user.${aliasHash("alias-1")}`, (server) =>
      server.on(LOGOUT, ended).on("GET api/session", ended),
    );
    expect(page.session.ended).to.include({ endReason: "forced", endMessage: "Lost" });
  });

  it("gets another session where its own has run out", async () => {
    const lapsed = problem(401, "session_ended", { endReason: "expired_idle", endedAt: iso(NOW) });
    const page = await open("alias-1", `user.${aliasHash("alias-1")}`, (server) =>
      server.on("GET api/session", lapsed, json(sessionAnswer({ id: "ses_2" }))),
    );
    expect(routes(page)).to.deep.equal(["GET api/session", HANDOVER, "GET api/session"]);
    expect(page.session.session?.id).to.equal("ses_2");
    expect(page.mounted).to.deep.equal(["sereno-session-timeout"]);
  });

  it("asks no more than once, and not for a session that was taken away", async () => {
    const lapsed = problem(401, "session_ended", { endReason: "expired_idle", endedAt: iso(NOW) });
    const stubborn = await open("alias-1", `user.${aliasHash("alias-1")}`, (server) =>
      server.on("GET api/session", lapsed),
    );
    expect(stubborn.server.count(HANDOVER)).to.equal(1);
    const forced = problem(401, "session_ended", { endReason: "forced", endedAt: iso(NOW) });
    const page = await open("alias-1", `user.${aliasHash("alias-1")}`, (server) =>
      server.on("GET api/session", forced),
    );
    expect(routes(page)).to.deep.equal(["GET api/session"]);
    expect(page.session.ended?.endReason).to.equal("forced");
  });

  it("lets a tab that lies open run out", async () => {
    const page = await open("alias-1", `user.${aliasHash("alias-1")}`);
    page.server.on(
      "GET api/session",
      problem(401, "session_ended", { endReason: "expired_idle", endedAt: iso(NOW) }),
    );
    await page.session.refresh();
    expect(page.session.ended?.endReason).to.equal("expired_idle");
    expect(page.server.count(HANDOVER)).to.equal(0);
  });

  it("leaves signing in to the host", async () => {
    const page = await open("alias-1", `user.${aliasHash("alias-1")}`);
    page.session.login();
    page.session.login("/account");
    expect(page.visits).to.deep.equal(["reload", "assign /account"]);
  });

  it("ends nothing when another tab has renewed ours at the same moment", async () => {
    const page = await open("alias-1", `user.${aliasHash("alias-0")}`, (server) =>
      server.on(HANDOVER, problem(409, "conflict")),
    );
    expect(routes(page)).to.deep.equal([HANDOVER, "GET api/session"]);
  });

  describe("with a logout button", () => {
    let left: number;
    let button: HTMLElement;

    beforeEach(() => {
      left = 0;
      button = document.createElement("sereno-logout-button");
      Object.assign(button, { leaveHost: () => ++left > 0 });
      document.body.append(button);
    });
    afterEach(() => button.remove());

    for (const [reason, isLeft] of [
      ["forced", true],
      ["revoked_by_user", true],
      ["host_logout", false],
      ["expired_idle", false],
      ["replaced", false],
    ] as const) {
      it(`${isLeft ? "signs out of the host" : "leaves the host alone"} when ours ends as ${reason}`, async () => {
        const page = await open("alias-1", `user.${aliasHash("alias-1")}`);
        page.server.on(
          "GET api/session",
          problem(401, "session_ended", { endReason: reason, endedAt: iso(NOW) }),
        );
        await page.session.refresh();
        await waitUntil(() => page.session.ended);
        await import("../../../widgets/shared/host-session.ts");
        expect(left).to.equal(isLeft ? 1 : 0);
      });
    }

    it("signs out of the host when the page logs out", async () => {
      const page = await open("alias-1", `user.${aliasHash("alias-1")}`);
      await page.session.logout();
      await waitUntil(() => left === 1);
      expect(page.visits).to.deep.equal([]);
    });

    it("signs out of the host when the next page sends a logout that could not be sent", async () => {
      localStorage.setItem("sereno_pending_logout", `${sessionAnswer().session.id}  `);
      const page = await open("alias-1", `user.${aliasHash("alias-1")}`);
      await waitUntil(() => left === 1);
      expect(page.server.count(LOGOUT)).to.equal(1);
      expect(page.visits).to.deep.equal([]);
    });

    it("leaves the host alone on a page that says nothing of it", async () => {
      const page = await open(undefined, "user");
      await page.session.logout();
      expect(page.visits).to.have.length(1);
      expect(left).to.equal(0);
    });
  });
});

function routes(page: Page): string[] {
  return page.server.sent.map(({ method, path }) => `${method} ${path}`);
}
