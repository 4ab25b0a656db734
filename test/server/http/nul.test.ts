import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`a NUL character on ${dialect}`);

  test.before(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
  });
  test.after(({ app }) => app.close());

  test("is refused in names, filters and addresses, and is never an error of ours", async ({ app }) => {
    const admin = await app.signIn("admin");
    const answers = [
      await app.client().post("/api/auth/login", { username: "a\0b", password: "x" }),
      await admin.get("/api/admin/sessions?q=%00"),
      await admin.get("/api/admin/sessions?user=a%00"),
      await admin.send("DELETE", "/api/sessions/a%00"),
      await admin.send("PATCH", "/api/session/data", { body: { list: [{ deep: "a\0" }] } }),
    ];
    assert.equal(
      answers.map((answer) => problemOf(answer).code),
      ["invalid", "invalid", "invalid", "not_found", "invalid"],
    );
  });

  test.run();
});
