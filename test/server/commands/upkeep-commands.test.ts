import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { runCommand } from "../../support/command-line.ts";
import { forEachDatabase } from "../../support/database.ts";
import { disarm } from "../../support/disarm.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`upkeep commands on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.app.clock.advance(Date.now() - context.app.clock());
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("cleanup tells what would go, then removes it, audited as the operator's", async ({ app }) => {
    await (await app.signIn("ana")).post("/api/auth/logout", {});
    const { knex } = app.database;
    await knex(TABLES.sessions).update({ created_at: 0, ended_at: Date.now() - 182 * DAY_MS });
    const preview = await runCommand(app, "cleanup", "--dry-run", "--json");
    assert.is(preview.code, 0, preview.stderr);
    assert.equal(rowsBy(preview.stdout).sessions, 1);
    assert.is((await knex(TABLES.sessions)).length, 1);
    const done = await runCommand(app, "cleanup", "--json");
    assert.equal(rowsBy(done.stdout), { ...rowsBy(preview.stdout) });
    assert.is((await knex(TABLES.sessions)).length, 0);
    const [pruned] = await knex(TABLES.auditLog).where({ action: "PRUNED" });
    assert.equal([pruned.actor, pruned.target], ["operator", "sessions"]);
    assert.match((await runCommand(app, "cleanup")).stdout, /^Removed:\nsessions +0 {2}older than /);
  });

  test("audit verify says that the log is whole, or names the row and exits 1", async ({ app }) => {
    await app.signIn("ana");
    const whole = await runCommand(app, "audit", "verify");
    assert.is(whole.code, 0);
    assert.match(whole.stdout, /^The audit log is whole: 3 rows, the last is 3 \([\da-f]{64}\)\.\n$/);
    await disarm(app.database);
    await app.database.knex(TABLES.auditLog).where({ seq: 2 }).update({ actor: "somebody" });
    const broken = await runCommand(app, "audit", "verify");
    assert.equal(
      [broken.code, broken.stdout],
      [1, "The audit log is broken: row 2 is not what was written.\n"],
    );
    const { code, stdout } = await runCommand(app, "audit", "verify", "--json");
    assert.equal([code, JSON.parse(stdout).fault.seq, JSON.parse(stdout).fault.kind], [1, 2, "altered"]);
  });

  test("consent verify names the decision that was changed, and exits 1", async ({ app }) => {
    for (const action of ["accept_all", "reject_all"] as const) await decide(app, action);
    assert.is((await runCommand(app, "consent", "verify")).code, 0);
    await disarm(app.database);
    await app.database.knex(TABLES.consentDecisions).where({ seq: 2 }).update({ action: "accept_all" });
    const { code, stdout } = await runCommand(app, "consent", "verify", "--json");
    assert.equal([code, JSON.parse(stdout).fault.seq], [1, 2]);
  });

  test("consent export writes every decision, as NDJSON or CSV, and is audited", async ({ app }) => {
    const ids = [await decide(app, "accept_all"), await decide(app, "reject_all")];
    const ndjson = await runCommand(app, "consent", "export");
    const decisions = ndjson.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.equal(
      decisions.map(({ id, action }) => [id, action]),
      [
        [ids[1], "reject_all"],
        [ids[0], "accept_all"],
      ],
    );
    assert.is(decisions[0].previousHash, decisions[1].hash);
    const csv = await runCommand(app, "consent", "export", "--format", "csv");
    const [head, , first] = csv.stdout.split("\r\n");
    assert.match(head ?? "", /^id,action,granted,policyVersion,/);
    assert.match(first ?? "", new RegExp(`^${ids[0]},accept_all,functional analytics marketing,1,`));
    assert.is((await runCommand(app, "consent", "export", "--format", "xml")).code, 2);
    assert.is((await app.database.knex(TABLES.auditLog).where({ action: "EXPORTED" })).length, 2);
  });

  test("a database that cannot be opened fails with a message, not with success", async ({ app }) => {
    const lost = { ...app, config: { ...app.config, databaseUrl: "sqlite:/dev/null/nothing.db" } };
    const { code, stderr } = await runCommand(lost, "audit", "verify");
    assert.is(code, 1);
    assert.match(stderr, /^E\w+: .*\/dev\/null.*\n$/);
  });

  test.run();
});

function rowsBy(json: string): Record<string, number> {
  const { removed }: { removed: { kind: string; rows: number }[] } = JSON.parse(json);
  return Object.fromEntries(removed.map(({ kind, rows }) => [kind, rows]));
}

async function decide(app: TestApp, action: "accept_all" | "reject_all"): Promise<string> {
  const id = crypto.randomUUID();
  const { status, text } = await app.client().send("PUT", `/api/consent/decisions/${id}`, {
    body: {
      action,
      granted: action === "accept_all" ? ["functional", "analytics", "marketing"] : [],
      policyVersion: 1,
      decidedAt: new Date(app.clock()).toISOString(),
      locale: "en",
      layout: "banner",
      source: "banner",
      secretHash: "0".repeat(64),
    },
  });
  assert.is(status, 201, text);
  return id;
}
