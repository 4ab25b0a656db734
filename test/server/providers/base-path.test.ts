import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { SessionAnswer } from "../../../server/contract/index.ts";
import { problemIn, startProviderApp } from "../../support/provider-app.ts";

const test = suite("sign-in with a provider below another base path");

for (const basePath of ["/account/sereno", ""]) {
  test(`leads there and back below “${basePath}/”`, async () => {
    const app = await startProviderApp("sqlite", { env: { SERENO_BASE_PATH: basePath || "/" } });
    const visitor = app.visitor();
    const { text } = await visitor.here.get("/login?next=/minutes");
    assert.match(text, `href="${app.origin}${basePath}/api/auth/oidc/example?next=%2Fminutes"`);
    const asked = await visitor.begin({ next: "/minutes" });
    const callback = `${app.origin}${basePath}/api/auth/oidc/example/callback`;
    assert.is(asked.searchParams.get("redirect_uri"), callback);
    const refused = await visitor.comeBack(await visitor.there.refuse(asked.href));
    assert.is(problemIn(refused), "denied");
    assert.match(refused.headers.get("Location") ?? "", `${basePath}/login?`);
    const answer = await visitor.signIn("ana", { next: "/minutes" });
    assert.is(answer.headers.get("Location"), "/minutes");
    assert.is((await visitor.here.get<SessionAnswer>("/api/session")).body.user?.username, "example:ana");
    await app.close();
  });
}

test.run();
