import fc, { type Arbitrary } from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createOpenApiDocument } from "../../server/openapi/openapi-document.ts";
import { OPERATIONS } from "../../server/operations.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { arbitraryOf, type RequestSchema } from "../support/arbitrary-of.ts";
import type { RequestOptions, TestClient } from "../support/client.ts";
import { forEachDatabase } from "../support/database.ts";
import { HOST_KEYS, SHOP_KEY } from "../support/host-back-end.ts";

/** `FUZZ_SEED=$RANDOM FUZZ_RUNS=500 npx tsx test/security/fuzz.test.ts` looks further than a run of the suite. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_122);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 6);

const SCRAPER_TOKEN = "metrics-token-of-the-tests-0123456789";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  schema: RequestSchema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: RequestSchema }> };
}

/** What is sent to an operation: as it wants it, broken, or anything at all. */
interface Attempt {
  path: Record<string, string>;
  query: [name: string, value: string][];
  body: string | undefined;
  headers: Record<string, string>;
}

const document = createOpenApiDocument({
  operations: OPERATIONS,
  version: "0.0.0",
  basePath: "/sereno",
  cookieName: "sereno_sid",
});
const named = document.components.schemas as Record<string, RequestSchema>;

/** Texts that break what reads, stores, sorts or shows them. */
const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    "\0",
    "\ud800",
    "a\r\nSet-Cookie: x=y",
    "\u001b[2J\u202e",
    "' OR 1=1 --",
    '"; DROP TABLE sessions; --',
    "<img src=x onerror=alert(1)>",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "%00%c0%af",
    "9".repeat(400),
    "-1",
    "1e309",
    "NaN",
    "2026-02-30T25:61:00Z",
    "+275760-09-13T00:00:00.001Z",
    "x".repeat(5000),
  ),
);
const junk = fc.oneof(fc.jsonValue(), nasty, fc.constantFrom(null, [], {}, -0, 2 ** 53, [[[[[[]]]]]]));

function attemptsAt({ parameters = [], requestBody }: Operation): Arbitrary<Attempt> {
  const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const paths = parameters.filter((parameter) => parameter.in === "path");
  // Whoever asks the feed to wait, waits.
  const queries = parameters.filter((parameter) => parameter.in === "query" && parameter.name !== "wait");
  return fc.record({
    path: fc.tuple(...paths.map(segmentOf)).map(Object.fromEntries),
    query: queryOf(queries),
    body:
      content && mediaType
        ? bodyOf(content.schema, mediaType)
        : fc.option(junk.map(toJson), { nil: undefined }),
    headers: headersOf(mediaType),
  });
}

/** Without text, or with dots alone, it would be another address; lone surrogates cannot stand in one. */
function segmentOf({ name, schema }: Parameter): Arbitrary<[string, string]> {
  return fc
    .oneof(arbitraryOf(schema, named).map(String), nasty)
    .map((text) => encodeURIComponent(Buffer.from(text).toString()))
    .filter((text) => !/^\.{0,2}$/.test(text))
    .map((text) => [name, text]);
}

/** As wanted, but for one parameter at the most: what is refused at once goes no further. */
function queryOf(parameters: Parameter[]): Arbitrary<[string, string][]> {
  if (parameters.length === 0) return fc.constant([]);
  const names = parameters.map(({ name }) => name);
  const wanted = parameters.map(({ name, schema }) => [name, arbitraryOf(schema, named)] as const);
  const spoilt = fc.tuple(fc.constantFrom(...names), nasty);
  return fc
    .tuple(fc.record(Object.fromEntries(wanted), { requiredKeys: [] }), fc.array(spoilt, { maxLength: 1 }))
    .map(([record, others]) => [
      ...Object.entries(record).map(([name, value]): [string, string] => [name, String(value)]),
      ...others,
    ]);
}

function bodyOf(schema: RequestSchema, mediaType: string): Arbitrary<string> {
  const write = mediaType === "application/json" ? toJson : toForm;
  const valid = arbitraryOf(schema, named);
  const keys = Object.keys(schema.properties ?? { any: {} });
  const spoilt = fc
    .tuple(valid, fc.constantFrom(...keys), junk)
    .map(([value, key, other]) => (isRecord(value) ? { ...value, [key]: other } : other));
  const raw = fc.constantFrom(
    "",
    "{",
    "[1,",
    "\ufeff{}",
    '{"a":1}{"b":2}',
    "[".repeat(2000),
    '{"__proto__":{"a":1}}',
    "%",
  );
  return fc.oneof(valid.map(write), spoilt.map(write), junk.map(write), raw);
}

function headersOf(mediaType = "application/json"): Arbitrary<Record<string, string>> {
  const odd = fc.constantFrom("", ",", ";q=", "x".repeat(2000), "é", '"', "*/*;q=NaN", "0");
  const names = [
    "Accept",
    "Accept-Language",
    "User-Agent",
    "X-Forwarded-For",
    "If-None-Match",
    "Last-Event-ID",
  ];
  return fc.record({
    "Content-Type": fc.oneof({ weight: 9, arbitrary: fc.constant(mediaType) }, odd),
    ...Object.fromEntries(
      names.map((name) => [name, fc.oneof({ weight: 4, arbitrary: fc.constant("") }, odd)]),
    ),
  });
}

function toJson(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

function toForm(value: unknown): string {
  const fields = isRecord(value) ? Object.entries(value) : [["x", value] as const];
  return new URLSearchParams(fields.map(([key, field]) => [key, String(field)])).toString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The streams stay open, and have tests of their own. */
const OPEN_ENDED = new Set(["GET /api/events"]);
/** Whoever tries these is soon taken for somebody who guesses passwords: the next operation has a server of its own. */
const GUESSING = /^POST .*\/(login|token|reauth|password|login-attempts)$/;

forEachDatabase((dialect) => {
  const test = suite<{ app?: TestApp | undefined }>(`whatever is sent on ${dialect}`);
  let count = 0;

  test.after(({ app }) => app?.close());

  for (const [pattern, byMethod] of Object.entries(document.paths)) {
    for (const [verb, operation] of Object.entries(byMethod)) {
      const method = verb.toUpperCase();
      const where = `${method} ${pattern}`;
      if (OPEN_ENDED.has(where)) continue;

      test(`${where} answers, and never with a failure of its own`, async (context) => {
        const env = { ...HOST_KEYS, SERENO_METRICS_TOKEN: SCRAPER_TOKEN };
        const app = (context.app ??= await startTestApp(dialect, { env }));
        const callers = await findCallers(app, `person${(count += 1)}`, pattern);
        const names = Object.keys(callers);
        const property = fc.asyncProperty(
          fc.constantFrom(...names),
          attemptsAt(operation as Operation),
          async (name, attempt) => {
            const { client, headers: own } = callers[name] as Caller;
            const path = pattern.replaceAll(/\{(\w+)\}/g, (_, key: string) => attempt.path[key] ?? "");
            const query = new URLSearchParams(attempt.query).toString();
            const headers = { ...attempt.headers, ...own };
            const options: RequestOptions = method === "GET" ? { headers } : { headers, body: attempt.body };
            const answer = await client.send(method, `${path}${query && `?${query}`}`, options);
            assert.ok(answer.status < 500, `${answer.status} ${answer.text}`);
            assert.not.match(answer.text, /\bat .+:\d+:\d+|SQLITE_|node_modules/);
          },
        );
        await fc.assert(property, { seed: SEED, numRuns: RUNS * names.length });
        if (!GUESSING.test(where)) return;
        context.app = undefined;
        await app.close();
      });
    }
  }

  test.run();
});

interface Caller {
  client: TestClient;
  headers?: Record<string, string>;
}

/** By name; each with accounts of its own: what one attempt ends or disables is no other operation's. */
async function findCallers(app: TestApp, name: string, pattern: string): Promise<Record<string, Caller>> {
  const nobody = app.client();
  const withKey = (key: string): Caller => ({ client: nobody, headers: { Authorization: `Bearer ${key}` } });
  if (pattern.startsWith("/api/server/")) return { host: withKey(SHOP_KEY) };
  if (pattern === "/metrics") return { scraper: withKey(SCRAPER_TOKEN) };
  await app.createAccount(name);
  await app.createAccount(`${name}-admin`, ["superuser"]);
  const member = await app.signIn(name);
  const superuser = await app.signIn(`${name}-admin`);
  await superuser.post("/api/auth/reauth", { password: TEST_PASSWORD });
  return { nobody: { client: nobody }, member: { client: member }, superuser: { client: superuser } };
}
