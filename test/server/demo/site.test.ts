import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createDemoSite } from "../../../demo/site.ts";
import type { UserResource } from "../../../server/contract/index.ts";

interface Site {
  get(path: string, as?: string): Promise<{ status: number; headers: Headers; text: string }>;
  send(path: string, headers: Record<string, string>): Promise<{ status: number; headers: Headers }>;
  close(): void;
}

const USERS: Record<string, UserResource> = {
  admin: {
    id: "1",
    username: "admin",
    displayName: "Marta <b>Soler",
    roles: ["superuser"],
    isSuperuser: true,
  },
  ana: { id: "2", username: "ana", displayName: "Ana Ruiz", roles: [], isSuperuser: false },
};

async function startSite(): Promise<Site> {
  const app = new Koa();
  app.use(
    createDemoSite({
      basePath: "/watch",
      clock: () => Date.parse("2026-11-22T10:00:00Z"),
      findUser: async (ctx) => USERS[ctx.get("X-Test-User")],
    }),
  );
  const server = createServer(app.callback()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async get(path, as = "") {
      const answer = await fetch(origin + path, { redirect: "manual", headers: { "X-Test-User": as } });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    async send(path, headers) {
      const answer = await fetch(origin + path, { method: "POST", redirect: "manual", headers });
      return { status: answer.status, headers: answer.headers };
    },
    close: () => server.close(),
  };
}

const site = suite<Site>("demo site");
site.before(async (context) => {
  Object.assign(context, await startSite());
});
site.after((context) => context.close());

site("leads from the root to the demo", async ({ get }) => {
  for (const path of ["/", "/demo"]) {
    assert.is((await get(path)).headers.get("location"), "/demo/", path);
  }
});

site("embeds Sereno by one script tag, from wherever it is mounted", async ({ get }) => {
  const { text } = await get("/demo/");
  assert.is(text.match(/sereno\.js/g)?.length, 1);
  assert.match(text, /<script\s+type="module"\s+src="\/watch\/sereno\.js"/);
});

site("shows a signed-out visitor no element but the consent link", async ({ get }) => {
  const { text } = await get("/demo/");
  const elements = new Set([...text.matchAll(/<(sereno-[a-z-]+)/g)].map(([, tag]) => tag));
  assert.equal([...elements], ["sereno-consent-link"]);
});

site("holds no inline script or style, and a policy that would refuse them", async ({ get }) => {
  for (const path of [
    "/demo/",
    "/demo/minutes",
    "/demo/visit",
    "/demo/consent?gpc=on",
    "/demo/widgets",
    "/demo/embed/map",
    "/demo/embed/film",
  ]) {
    const { text, headers } = await get(path, "admin");
    assert.not.match(text, /<style| style="| on[a-z]+="|<script(?![^>]* src=)/, path);
    assert.match(headers.get("content-security-policy") ?? "", "script-src 'self';", path);
  }
});

site("finds minutes by year and by words, whatever their accents", async ({ get }) => {
  assert.match((await get("/demo/minutes?year=2024")).text, "3 sessions of 2024");
  assert.match((await get("/demo/minutes?q=Posito")).text, "The reading room moves into the old granary");
  const both = await get("/demo/minutes?year=2025&q=budget");
  assert.match(both.text, "No session matches");
});

site("treats a search as text", async ({ get }) => {
  const { text } = await get(`/demo/minutes?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  assert.not.match(text, "<script>alert");
  assert.match(text, "&quot;&gt;&lt;script&gt;alert(1)");
});

site("keeps an annex from everybody who is not signed in", async ({ get }) => {
  const secret = "Alumbrado Ibérico";
  assert.not.match((await get("/demo/minutes/2026-10-29")).text, secret);
  assert.not.match((await get("/demo/minutes?q=Alumbrado")).text, "lamps of Calle Mayor");
  assert.match((await get("/demo/minutes/2026-10-29", "ana")).text, secret);
});

site("sends a visitor to sign in and back to the members' area", async ({ get }) => {
  const { status, headers } = await get("/demo/members");
  assert.is(status, 303);
  assert.is(headers.get("location"), "/watch/login?next=%2Fdemo%2Fmembers");
});

site("gives a member their own sessions and a form that logs out without a script", async ({ get }) => {
  const { text } = await get("/demo/members", "ana");
  assert.match(text, '<sereno-session-table scope="own">');
  assert.match(text, '<form method="post" action="/watch/logout">');
});

site("shows all sessions to superusers only", async ({ get }) => {
  assert.is((await get("/demo/administration")).status, 303);
  assert.is((await get("/demo/administration", "ana")).status, 403);
  const { status, text } = await get("/demo/administration", "admin");
  assert.is(status, 200);
  assert.match(text, '<sereno-session-table scope="all"');
  assert.match(text, "Marta &lt;b&gt;Soler");
});

site("answers an unknown address with a page of its own", async ({ get }) => {
  for (const path of ["/demo/nothing", "/demo/minutes/1999-01-01", "/demo/a/b/c", "/demo/assets/none.js"]) {
    const { status, text } = await get(path);
    assert.is(status, 404, path);
    assert.match(text, "not on record", path);
  }
});

site("lets an answer about cookies age by a version of the policy", async ({ send }) => {
  const cookie =
    "sereno_consent=v=1&p=3&id=0b4e2c1a-5f7d-4c3b-9a8e-1d2c3b4a5f6e&t=1795341600000&g=analytics+x";
  const aged = await send("/demo/consent/earlier-policy", { Cookie: `other=1; ${cookie}` });
  assert.is(aged.status, 303);
  assert.is(aged.headers.get("location"), "/demo/consent?aged");
  const [pair = "", ...attributes] = aged.headers.get("set-cookie")?.split("; ") ?? [];
  assert.is(pair, cookie.replace("p=3", "p=2"));
  assert.ok(attributes.includes("SameSite=Lax") && attributes.includes("Path=/"));
  const unanswered = await send("/demo/consent/earlier-policy", { Cookie: "other=1" });
  assert.equal([unanswered.status, unanswered.headers.get("set-cookie")], [303, null]);
});

site("simulates Global Privacy Control before any other script asks", async ({ get }) => {
  const { text } = await get("/demo/consent?gpc=on");
  assert.ok(text.indexOf("privacy-control.js") < text.indexOf("signals.js"));
  assert.ok(text.indexOf("signals.js") < text.indexOf("/watch/sereno.js"));
  assert.not.match((await get("/demo/consent")).text, "privacy-control.js");
});

site("leaves every other path to the rest of the server", async ({ get }) => {
  assert.is((await get("/watch/api/session")).text, "Not Found");
});

site("serves its files with a validator", async ({ get }) => {
  const first = await get("/demo/assets/demo.css");
  assert.is(first.headers.get("content-type"), "text/css; charset=utf-8");
  assert.ok(first.headers.get("etag"));
});

site.run();
