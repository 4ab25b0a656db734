import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { runCommand } from "../../support/command-line.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`session commands on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.app.clock.advance(Date.now() - context.app.clock());
    for (const name of ["ana", "luis"]) await context.app.createAccount(name);
  });
  test.after.each(({ app }) => app.close());

  test("end one session, all of a person, and everybody's, with a reason that the users read", async ({
    app,
  }) => {
    const [one, two, three, luis] = [
      await app.signIn("ana"),
      await app.signIn("ana"),
      await app.signIn("ana"),
      await app.signIn("luis"),
    ];
    const reason = "Maintenance at noon";
    const first = await runCommand(app, "sessions", "end", "--id", idOf(one), "--reason", reason, "--json");
    assert.equal(JSON.parse(first.stdout), { ended: 1, ids: [idOf(one)] });
    const hers = await runCommand(app, "sessions", "end", "--user", "ana", "--reason", reason, "--json");
    assert.equal(new Set(JSON.parse(hers.stdout).ids), new Set([idOf(two), idOf(three)]));
    const rest = await runCommand(app, "sessions", "end", "--all", "--reason", reason);
    assert.equal([rest.code, rest.stdout], [0, "Ended 1 session.\n"]);
    const session = await app.app.services.sessions.findById(idOf(luis));
    assert.equal([session?.endReason, session?.endMessage], ["forced", reason]);
    assert.is(
      (await runCommand(app, "sessions", "end", "--all", "--reason", reason)).stdout,
      "Ended 0 sessions.\n",
    );
  });

  test("end nothing without a reason, without a choice, or with two", async ({ app }) => {
    await app.signIn("ana");
    for (const [code, ...args] of [
      [2, "--all"],
      [2, "--reason", "x"],
      [2, "--all", "--reason", " "],
      [2, "--all", "--user", "ana", "--reason", "x"],
      [1, "--user", "nobody", "--reason", "x"],
      [1, "--id", "ses_nothing", "--reason", "x"],
    ] as const) {
      assert.is((await runCommand(app, "sessions", "end", ...args)).code, code, args.join(" "));
    }
    assert.is((await app.database.knex(TABLES.sessions).whereNull("ended_at")).length, 1);
  });

  test("monitor says once how things are where there is no terminal", async ({ app }) => {
    const ana = await app.signIn("ana");
    const { code, stdout } = await runCommand(app, "sessions", "monitor");
    assert.is(code, 0);
    assert.match(stdout, /^Sereno {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC {2}1 active {2}signed_in 1$/m);
    assert.match(stdout, new RegExp(`^ana .*127\\.0\\.0\\.1.*${idOf(ana)}$`, "m"));
    assert.not.ok(stdout.includes("\u{1b}"), "no control sequences");
    const { sessions, active } = JSON.parse((await runCommand(app, "sessions", "monitor", "--json")).stdout);
    assert.is(active, 1);
    assert.equal([sessions[0].id, sessions[0].username], [idOf(ana), "ana"]);
  });

  test("review counts, and finds nothing wrong where nothing is", async ({ app }) => {
    await app.signIn("ana");
    await (await app.signIn("luis")).post("/api/auth/logout", {});
    const { code, stdout } = await runCommand(app, "sessions", "review", "--json");
    assert.is(code, 0, stdout);
    assert.equal(JSON.parse(stdout), {
      active: 1,
      activeByKind: { signed_in: 1 },
      endedLastDay: { manual: 1 },
      kept: 2,
      phantoms: [],
    });
    assert.match((await runCommand(app, "sessions", "review")).stdout, "Every session is as it should be.");
  });

  const PHANTOMS: [kind: string, make: Record<string, unknown>][] = [
    ["overdue", { idle_expires_at: Date.now() - HOUR_MS }],
    ["unexplained", { ended_at: Date.now() + HOUR_MS }],
    ["unexplained", { end_reason: "forced" }],
    ["backwards", { ended_at: 1, end_reason: "forced" }],
    ["negative", { request_count: -1 }],
    ["orphaned", { subject_id: null }],
  ];
  for (const [kind, make] of PHANTOMS) {
    test(`review finds what is ${kind} by ${Object.keys(make).join(" and ")}, names it and exits 1`, async ({
      app,
    }) => {
      const ana = await app.signIn("ana");
      await app.signIn("luis");
      await app.database
        .knex(TABLES.sessions)
        .where({ id: idOf(ana) })
        .update(make);
      const { code, stdout } = await runCommand(app, "sessions", "review", "--json");
      assert.is(code, 1);
      assert.equal(
        JSON.parse(stdout).phantoms.map(
          ({ kind: found, total, ids }: { kind: string; total: number; ids: string[] }) => [
            found,
            total,
            ids,
          ],
        ),
        [[kind, 1, [idOf(ana)]]],
      );
      assert.match((await runCommand(app, "sessions", "review")).stdout, idOf(ana));
    });
  }

  test("review finds the open session of somebody who is disabled", async ({ app }) => {
    const ana = await app.signIn("ana");
    await app.database.knex(TABLES.subjects).where({ username: "ana" }).update({ disabled_at: 1 });
    const { code, stdout } = await runCommand(app, "sessions", "review");
    assert.is(code, 1);
    assert.match(stdout, idOf(ana));
  });

  test.run();
});

function idOf(client: SignedInClient): string {
  return client.answer.session.id;
}
