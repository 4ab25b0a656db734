import { expect } from "@open-wc/testing";
import { ApiError, createApiClient, type ApiClient } from "../../../widgets/shared/api-client.ts";
import { baseOfModule } from "../../../widgets/shared/page-base.ts";
import { BASE, json, offline, problem, ScriptedFetch, silence } from "../../support/scripted-fetch.ts";
import { sessionAnswer } from "../../support/session-answers.ts";

describe("api client", () => {
  let server: ScriptedFetch;
  let api: ApiClient;

  beforeEach(() => {
    server = new ScriptedFetch();
    api = createApiClient({ base: BASE, fetch: server.fetch });
  });

  afterEach(() => {
    document.cookie = "sereno_csrf=; path=/; max-age=0";
  });

  it("finds its base from the script, from a chunk, and past a query", () => {
    expect(baseOfModule("https://a.test/sereno/sereno.js")).to.equal("https://a.test/sereno/");
    expect(baseOfModule("https://a.test/x/y/assets/api-client-1a2b.js")).to.equal("https://a.test/x/y/");
    expect(baseOfModule("https://a.test/sereno.js?v=1/2#top")).to.equal("https://a.test/");
  });

  it("gives the parsed answer, and undefined for an answer without a body", async () => {
    server
      .on("GET api/thing", json({ size: 3 }))
      .on("DELETE api/thing", () => new Response(null, { status: 204 }));
    expect(await api.get("api/thing")).to.deep.equal({ size: 3 });
    expect(await api.delete("api/thing")).to.equal(undefined);
  });

  it("sends the CSRF token of the cookie with what changes something, and only then", async () => {
    document.cookie = "sereno_csrf=from%2Bcookie; path=/";
    server.on("GET api/thing", json({})).on("POST api/thing", json({}));
    await api.get("api/thing");
    await api.post("api/thing", { a: 1 });
    expect(server.sent[0]?.headers.get("X-CSRF-Token")).to.equal(null);
    expect(server.sent[1]?.headers.get("X-CSRF-Token")).to.equal("from+cookie");
    expect(server.sent[1]?.body).to.deep.equal({ a: 1 });
  });

  it("remembers the token of an answer where the cookie cannot be read", async () => {
    server.on("GET api/session", json(sessionAnswer())).on("POST api/thing", json({}));
    await api.get("api/session");
    await api.post("api/thing");
    expect(server.sent[1]?.headers.get("X-CSRF-Token")).to.equal("csrf-1");
  });

  it("renews an expired CSRF token once and repeats the request", async () => {
    document.cookie = "sereno_csrf=old; path=/";
    server
      .on("POST api/thing", problem(403, "csrf"), json({ done: true }))
      .on("GET api/session", json(sessionAnswer()));
    expect(await api.post("api/thing", { a: 1 })).to.deep.equal({ done: true });
    expect(server.sent.map(({ method }) => method)).to.deep.equal(["POST", "GET", "POST"]);
    expect(server.sent[2]?.headers.get("X-CSRF-Token")).to.equal("csrf-1");
    expect(server.sent[2]?.body).to.deep.equal({ a: 1 });
  });

  it("gives up when the renewed CSRF token is refused too", async () => {
    server.on("POST api/thing", problem(403, "csrf")).on("GET api/session", json(sessionAnswer()));
    expect((await failure(api.post("api/thing"))).code).to.equal("csrf");
    expect(server.count("POST api/thing")).to.equal(2);
  });

  it("turns a problem into an ApiError with its code, details and waiting time", async () => {
    server.on("GET api/thing", problem(429, "rate_limited", {}, { "Retry-After": "7" }));
    const error = await failure(api.get("api/thing"));
    expect(error).to.include({ status: 429, code: "rate_limited", retryAfterMs: 7_000 });
    expect(error.problem?.requestId).to.equal("req-1");
  });

  it("reads the error page of a proxy by its status", async () => {
    server.on("GET api/thing", () => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(await failure(api.get("api/thing"))).to.include({
      status: 502,
      code: "internal",
      isPassing: true,
    });
  });

  it("says that the network failed", async () => {
    server.on("GET api/thing", offline);
    expect(await failure(api.get("api/thing"))).to.include({ status: 0, code: "network", isPassing: true });
  });

  it("gives up on a server that does not answer in time", async () => {
    server.on("GET api/thing", silence);
    expect(await failure(api.get("api/thing", { timeoutMs: 1 }))).to.include({ status: 0, code: "timeout" });
  });

  it("rejects with the reason of the caller's own signal", async () => {
    server.on("GET api/thing", silence);
    const stop = new AbortController();
    const answer = api.get("api/thing", { signal: stop.signal }).catch((error: unknown) => error);
    stop.abort("no longer needed");
    expect(await answer).to.equal("no longer needed");
  });
});

async function failure(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(ApiError);
  return error as ApiError;
}
