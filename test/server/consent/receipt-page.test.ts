import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { ReceiptResource } from "../../../server/contract/index.ts";
import { type ConsentDecisionRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const PAGE = "/consent/receipt";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; client: TestClient }>(`receipt page on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.client = context.app.client();
  });
  test.after.each(({ app }) => app.close());

  test("shows the receipt of an answer once, by a cookie that no other path and no script gets", async (context) => {
    const { client } = context;
    const answer = await client.submit("/consent", { answer: "accept" });
    const line = answer.headers.getSetCookie().find((one) => one.startsWith("sereno_new_receipt=")) ?? "";
    assert.match(line, /; path=\/sereno\/consent\/receipt; .*samesite=lax; httponly/i);
    const { text, headers } = await client.get(PAGE);
    assert.match(text, "Your choice is saved.");
    const { id, secret } = receiptIn(text);
    assert.is(`sereno_new_receipt=${id}.${secret}`, line.split(";")[0]);
    assert.match(headers.get("Cache-Control") ?? "", "no-store");
    assert.not.match(text, /<script|style=|\son\w+=/);
    const again = await client.get(PAGE);
    assert.not.match(again.text, secret);
    assert.match(again.text, "Look up a receipt");
  });

  test("shows the record to who has the secret, in the words of the policy", async ({ client }) => {
    const receipt = await answerAndKeep(client, "answer=choose&grant=analytics");
    const { status, text } = await client.submit(PAGE, { do: "show", ...receipt });
    assert.is(status, 200);
    assert.match(text, "Chosen one by one");
    assert.match(text, /<dd>Statistics<\/dd>/);
    assert.match(text, "2026-11-22T10:00:00.000Z");
    const spanish = await client.send("POST", PAGE, {
      body: new URLSearchParams({ do: "show", ...receipt }).toString(),
      headers: { ...FORM, "Accept-Language": "es" },
    });
    assert.match(spanish.text, "Elegido uno a uno");
  });

  test("gives the record as a file, the same as the API does", async ({ client }) => {
    const receipt = await answerAndKeep(client, "answer=accept");
    const file = await client.submit(PAGE, { do: "export", ...receipt });
    assert.match(
      file.headers.get("Content-Disposition") ?? "",
      `filename="consent-receipt-${receipt.id}.json"`,
    );
    const record = file.body as ReceiptResource;
    const api = await client.get<ReceiptResource>(`/api/consent/decisions/${receipt.id}`, {
      headers: { "X-Receipt-Secret": receipt.secret },
    });
    assert.equal(record, api.body);
    assert.is(record.policy.categories.length, 4);
  });

  test("erases the record for good, and leaves the choice", async ({ app, client }) => {
    const receipt = await answerAndKeep(client, "answer=accept");
    const { status, text } = await client.submit(PAGE, { do: "erase", ...receipt });
    assert.is(status, 200);
    assert.match(text, "The record is erased.");
    assert.ok(client.cookies.get("sereno_consent"));
    const [row]: ConsentDecisionRow[] = await app.database.knex(TABLES.consentDecisions);
    assert.equal([row?.id.startsWith("erased:"), row?.secret_hash, row?.salt], [true, null, null]);
    for (const wanted of ["show", "export", "erase"]) {
      assert.is((await client.submit(PAGE, { do: wanted, ...receipt })).status, 404, wanted);
    }
  });

  test("tells nobody anything without the secret", async ({ app, client }) => {
    const { id, secret } = await answerAndKeep(client, "answer=accept");
    const wrong = [
      { id, secret: `${secret}x` },
      { id: id.replace(/^./, (digit) => (digit === "0" ? "1" : "0")), secret },
      { id: "%00", secret },
      { id: "<script>alert(1)</script>", secret: "<b>" },
    ];
    for (const receipt of wrong) {
      for (const wanted of ["show", "export", "erase"]) {
        const { status, text } = await client.submit(PAGE, { do: wanted, ...receipt });
        assert.is(status, 404);
        assert.match(text, "There is no record with this number and secret.");
        assert.not.match(text, /<script|<b>/);
      }
    }
    assert.is((await client.submit(PAGE, { do: "show" })).status, 422);
    assert.is((await client.submit(PAGE, { do: "burn", id, secret })).status, 422);
    assert.is((await readRecord(app))?.id, id);
  });

  test("refuses another site's form, and too many guesses", async ({ app, client }) => {
    const receipt = await answerAndKeep(client, "answer=accept");
    const foreign = await client.send("POST", PAGE, {
      body: new URLSearchParams({ do: "erase", ...receipt }).toString(),
      headers: { ...FORM, Origin: "https://evil.example" },
    });
    assert.is(problemOf(foreign).code, "origin");
    assert.is((await readRecord(app))?.id, receipt.id);
    const guesses = await Promise.all(
      Array.from({ length: 65 }, () => client.submit(PAGE, { do: "show", id: receipt.id, secret: "guess" })),
    );
    assert.is(guesses.filter(({ status }) => status === 429).length, 6);
  });

  test("takes the form of somebody who is signed in, without a token", async ({ app }) => {
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    const receipt = await answerAndKeep(ana, "answer=reject");
    ana.cookies.delete("sereno_csrf");
    assert.is((await ana.submit(PAGE, { do: "show", ...receipt })).status, 200);
  });

  test.run();
});

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** Answers as the form says and notes down what the page shows. */
async function answerAndKeep(client: TestClient, form: string) {
  await client.send("POST", "/consent", { body: form, headers: FORM });
  return receiptIn((await client.get(PAGE)).text);
}

function receiptIn(text: string): { id: string; secret: string } {
  const [id = "", secret = ""] = Array.from(
    text.matchAll(/<code>([\w-]{22,36})<\/code>/g),
    ([, code]) => code,
  );
  return { id, secret };
}

async function readRecord(app: TestApp): Promise<ConsentDecisionRow | undefined> {
  return app.database.knex(TABLES.consentDecisions).first();
}
