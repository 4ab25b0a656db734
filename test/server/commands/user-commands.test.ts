import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { runCommand } from "../../support/command-line.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`user commands on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.app.clock.advance(Date.now() - context.app.clock());
  });
  test.after.each(({ app }) => app.close());

  test("add an account that can sign in, list it, and refuse its name a second time", async ({ app }) => {
    const added = await runCommand(
      app,
      "user",
      "add",
      "María",
      "--name",
      "María Soler",
      "--superuser",
      "--json",
    );
    assert.is(added.code, 0, added.stderr);
    const account = JSON.parse(added.stdout);
    assert.equal(
      [account.username, account.displayName, account.isSuperuser],
      ["maría", "María Soler", true],
    );
    assert.is((await app.signIn("maría")).answer.user.isSuperuser, true);
    const { stdout } = await runCommand(app, "user", "list");
    assert.match(stdout, /^USERNAME +NAME +ROLES +STATE\nmaría +María Soler +superuser +enabled\n$/);
    const again = await runCommand(app, "user", "add", "MARÍA");
    assert.equal([again.code, again.stdout], [1, ""]);
    assert.match(again.stderr, "There is an account “maría” already.");
  });

  test("promote and demote; the open session follows", async ({ app }) => {
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    await runCommand(app, "user", "promote", "ana");
    assert.is((await app.signIn("ana")).answer.user.isSuperuser, true);
    assert.is((await runCommand(app, "user", "demote", "ana")).code, 0);
    assert.is((await app.signIn("ana")).answer.user.isSuperuser, false);
    assert.is((await ana.get("/api/admin/sessions")).status, 403);
  });

  test("promote and demote leave the person's other roles as they are", async ({ app }) => {
    await app.createAccount("ana", ["editor"]);
    const rolesAfter = async (command: string) => {
      assert.is((await runCommand(app, "user", command, "ana")).code, 0);
      return (await app.signIn("ana")).answer.user.roles;
    };
    assert.equal(await rolesAfter("promote"), ["editor", "superuser"]);
    assert.equal(await rolesAfter("promote"), ["editor", "superuser"]);
    assert.equal(await rolesAfter("demote"), ["editor"]);
  });

  test("a new password ends the person's sessions", async ({ app }) => {
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    const { code, stdout } = await runCommand(app, "user", "password", "ana");
    assert.is(code, 0);
    assert.match(stdout, "1 session ended");
    await endedAs(app, ana.answer.session.id, "password_change");
  });

  test("disable ends the person's sessions and bars them; enable lets them in again", async ({ app }) => {
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    const { stdout } = await runCommand(app, "user", "disable", "ana", "--json");
    assert.is(JSON.parse(stdout).ended, 1);
    await endedAs(app, ana.answer.session.id, "account_disabled");
    const credentials = { username: "ana", password: TEST_PASSWORD };
    const refused = await app.client().post("/api/auth/login", credentials);
    assert.is(problemOf(refused).code, "invalid_credentials");
    assert.match((await runCommand(app, "user", "list")).stdout, "disabled");
    assert.is((await runCommand(app, "user", "enable", "ana")).code, 0);
    await app.signIn("ana");
  });

  test("delete ends the person's sessions and erases the account; the audit log stays whole", async ({
    app,
  }) => {
    const { id } = await app.createAccount("ana");
    const ana = await app.signIn("ana");
    const { stdout } = await runCommand(app, "user", "delete", "ana", "--json");
    assert.equal(JSON.parse(stdout), { id, ended: 1 });
    await endedAs(app, ana.answer.session.id, "account_deleted");
    assert.is(
      (await runCommand(app, "user", "list")).stdout,
      "There are no accounts. Add one with “user add”.\n",
    );
    assert.is((await runCommand(app, "audit", "verify")).code, 0);
    assert.is((await runCommand(app, "user", "delete", "ana")).code, 1);
  });

  test("wrong usage exits with 2 and does nothing", async ({ app }) => {
    for (const args of [
      ["user", "add"],
      ["user", "disable", "ana", "luis"],
      ["user", "list", "ana"],
      ["user", "list", "--superuser"],
      ["user", "fly", "ana"],
      ["nonsense"],
    ]) {
      const { code, stdout, stderr } = await runCommand(app, ...args);
      assert.equal([code, stdout], [2, ""], args.join(" "));
      assert.match(stderr, "“sereno --help” lists the commands.");
    }
  });

  test("every command has its help, which touches no database", async () => {
    const app = {
      config: { databaseUrl: "sqlite:/nowhere/at/all", secret: "x".repeat(32), logDir: "/nowhere" },
    };
    const all = await runCommand(app as TestApp, "--help");
    assert.is(all.code, 0);
    const names = [...all.stdout.matchAll(/^ {2}((?:user|sessions|audit|consent) \w+|cleanup)/gm)].map(
      ([, name]) => name ?? "",
    );
    assert.is(names.length, 15);
    for (const name of names) {
      const { code, stdout } = await runCommand(app as TestApp, ...name.split(" "), "--help");
      assert.is(code, 0);
      assert.ok(stdout.startsWith(`Usage: sereno ${name}`), stdout);
    }
  });

  test.run();
});

async function endedAs(app: TestApp, sessionId: string, reason: string): Promise<void> {
  assert.is((await app.app.services.sessions.findById(sessionId))?.endReason, reason);
}
