import { Validator } from "@seriousme/openapi-schema-validator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { OpenApiDocument } from "../../../server/openapi/openapi-document.ts";
import { OPERATIONS } from "../../../server/operations.ts";
import { checkAnswer } from "../../support/answer-check.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";

/** Served before the routers are asked. */
const FILES = ["GET /sereno.js", "GET /signals.js", "GET /pages.css", "GET /console.css"];

const test = suite<{ app: TestApp; document: OpenApiDocument }>("OpenAPI document");

test.before(async (context) => {
  context.app = await startTestApp("sqlite", { env: { SERENO_COOKIE_NAME: "other_sid" } });
  const { body } = await context.app.client().get<OpenApiDocument>("/api/openapi.json");
  context.document = body;
});
test.after(({ app }) => app.close());

test("is valid OpenAPI 3.1", async ({ document }) => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...document });
  assert.is(valid, true, JSON.stringify(errors, undefined, 2));
  assert.is(validator.version, "3.1");
});

test("describes every route, and no other", ({ app }) => {
  const routed = new Set([...FILES, ...app.app.routes.filter((route) => !route.startsWith("HEAD "))]);
  assert.equal(Object.keys(OPERATIONS).toSorted(), [...routed].toSorted());
});

test("names the session cookie as it is configured, and the base path", ({ document }) => {
  assert.match(JSON.stringify(document.components.securitySchemes), '"name":"other_sid"');
  assert.equal(document.servers, [{ url: "/sereno" }]);
});

test("names every operation, and each differently", ({ document }) => {
  const names = Object.values(document.paths).flatMap((byMethod) =>
    Object.values(byMethod).map(({ operationId }) => operationId),
  );
  assert.ok(names.includes("deleteApiSessionsId"));
  assert.is(new Set(names).size, names.length);
});

test("refers to no schema that it does not hold", ({ document }) => {
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  assert.ok(references.length > 20);
  for (const [, name = ""] of references) assert.ok(document.components.schemas[name], name);
});

test("says what a client may send: limits, defaults, and what is required", ({ document }) => {
  const list = document.paths["/api/sessions"]?.get;
  const limit = { type: "integer", minimum: 1, maximum: 100, default: 25 };
  assert.equal(
    list?.parameters?.find((parameter) => (parameter as { name: string }).name === "limit"),
    { name: "limit", in: "query", required: false, schema: limit },
  );
  const login = document.paths["/api/auth/login"]?.post;
  assert.match(JSON.stringify(login?.requestBody), '"required":["username","password"]');
});

const json = new Headers({ "Content-Type": "application/json; charset=utf-8" });
const problem = new Headers({ "Content-Type": "application/problem+json" });
const VERIFY = "/api/auth/verify";

test("an answer with a field too few or too many fails the check", () => {
  const user = { id: "sub_1", username: "ana", displayName: "Ana", roles: [], isSuperuser: false };
  const answer = (body: object) => () =>
    checkAnswer("POST", "/api/auth/reauth", { status: 200, headers: json, body });
  answer({ sudoUntil: "2026-11-22T10:00:00.000Z", csrfToken: "x" })();
  assert.throws(answer({ csrfToken: "x" }), /required property 'sudoUntil'/);
  assert.throws(
    answer({ sudoUntil: "2026-11-22T10:00:00.000Z", csrfToken: "x", user }),
    /must NOT have additional properties/,
  );
  assert.throws(answer({ sudoUntil: "soon", csrfToken: "x" }), /date-time/);
});

test("a status, a code or a route that nobody described fails the check", () => {
  const details = { type: "about:blank", title: "", detail: "", instance: "", requestId: "" };
  const refuse = (status: number, code: string) => () =>
    checkAnswer("GET", VERIFY, { status, headers: problem, body: { ...details, status, code } });
  refuse(401, "session_ended")();
  assert.throws(refuse(401, "invalid_credentials"), /allowed values/);
  assert.throws(refuse(418, "unauthenticated"), /not in the API's document/);
  assert.throws(
    () => checkAnswer("GET", "/api/unheard-of", { status: 200, headers: json, body: {} }),
    /describe this route/,
  );
});

test.run();
