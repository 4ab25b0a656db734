import { runInNewContext } from "node:vm";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { formatConsent } from "../../../server/consent/consent-cookie.ts";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

type Command = [string, string, Record<string, string>];

const NOW = Date.parse("2026-11-22T10:00:00.000Z");
const DAY_MS = 86_400_000;
const SIGNALS = [
  "ad_storage",
  "ad_user_data",
  "ad_personalization",
  "analytics_storage",
  "functionality_storage",
  "personalization_storage",
  "security_storage",
];

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; script: string }>(`signals.js on ${dialect}`);

  test.before(async (context) => {
    context.app = await startTestApp(dialect);
    context.script = (await context.app.client().get("/signals.js")).text;
  });
  test.after(({ app }) => app.close());

  test("is a small script with a validator and a short life", async ({ app }) => {
    const { headers, text } = await app.client().get("/signals.js");
    assert.match(headers.get("Content-Type") ?? "", "text/javascript");
    assert.match(headers.get("Cache-Control") ?? "", "max-age=300");
    assert.ok(headers.get("ETag"));
    assert.ok(text.length < 2_000, `${text.length} bytes`);
  });

  test("denies all seven signals at once, and says no more to who has not answered", ({ script }) => {
    const { commands } = run(script, "other=1");
    assert.is(commands.length, 1);
    const [[name, command, states]] = commands as [Command];
    assert.equal([name, command], ["consent", "default"]);
    assert.equal(states, Object.fromEntries(SIGNALS.map((signal) => [signal, "denied"])));
  });

  test("says at once what an answered visitor allows", ({ script }) => {
    const { commands } = run(script, cookie({ granted: ["analytics", "marketing.film"] }));
    assert.is(commands.length, 2);
    assert.is(commands[1]?.[1], "update");
    assert.equal(grantedIn(commands[1]), ["analytics_storage", "security_storage"]);
    assert.equal(grantedIn(run(script, cookie({ granted: [] })).commands[1]), ["security_storage"]);
    const all = cookie({ granted: ["functional", "analytics", "marketing"] });
    assert.equal(grantedIn(run(script, all).commands[1]), SIGNALS);
  });

  test("takes no answer for one that is expired, of the future, corrupt, or of another policy", ({
    script,
  }) => {
    const granted = ["analytics"];
    const answer = cookie({ granted });
    for (const [why, text] of Object.entries({
      expired: cookie({ granted, decidedAt: NOW - 180 * DAY_MS }),
      future: cookie({ granted, decidedAt: NOW + 301_000 }),
      policy: cookie({ granted, policyVersion: 2 }),
      corrupt: answer.replace("v=1", "v=2"),
      cut: answer.slice(0, 30),
      name: `x${answer}`,
    })) {
      assert.is(run(script, text).commands.length, 1, why);
    }
    assert.is(run(script, cookie({ granted, decidedAt: NOW + 299_000 })).commands.length, 2);
    assert.is(run(script, cookie({ granted, decidedAt: NOW - 180 * DAY_MS + 1 })).commands.length, 2);
  });

  test("takes the newest of several answers, and leaves aside what is none", ({ script }) => {
    const older = cookie({ granted: ["marketing"], decidedAt: NOW - 2_000 });
    const newer = cookie({ granted: ["analytics"], decidedAt: NOW - 1_000 });
    const broken = cookie({ granted: ["marketing"], decidedAt: NOW + DAY_MS });
    for (const header of [`${older}; ${newer}; ${broken}`, `${broken}; ${newer}; ${older}`]) {
      assert.equal(grantedIn(run(script, header).commands[1]), ["analytics_storage", "security_storage"]);
    }
  });

  test("follows each later answer on the page", ({ script }) => {
    const page = run(script, "");
    page.change(["functional"]);
    page.change([]);
    assert.equal(
      page.commands.slice(1).map((command) => [command[1], grantedIn(command)]),
      [
        ["update", ["functionality_storage", "personalization_storage", "security_storage"]],
        ["update", ["security_storage"]],
      ],
    );
  });

  test("denies on a page that may not read cookies, and goes on", ({ script }) => {
    assert.is(run(script, undefined).commands.length, 1);
  });

  test("adds to the commands of a tag that was quicker", ({ script }) => {
    const { commands } = run(script, "", [["js", "x", {}]]);
    assert.equal(
      commands.map(([name]) => name),
      ["js", "consent"],
    );
  });

  test("says nothing where the policy switches it off", async () => {
    const policy = { ...createDefaultPolicy({ name: "sereno_sid" }), signals: false };
    const app = await startTestApp(dialect, { policy });
    const { status, text } = await app.client().get("/signals.js");
    await app.close();
    assert.is(status, 200);
    assert.equal(run(text, "").commands, []);
  });

  test.run();
});

function cookie({
  granted,
  decidedAt = NOW - 1_000,
  policyVersion = 1,
}: Partial<Answer> & { granted: string[] }) {
  const decisionId = "0b4e2c1a-5f7d-4c3b-9a8e-1d2c3b4a5f6e";
  return `sereno_consent=${formatConsent({ granted, decidedAt, policyVersion, decisionId })}`;
}

interface Answer {
  decidedAt: number;
  policyVersion: number;
}

/** Runs the script as a page would; `cookies` is undefined where reading them throws. */
function run(script: string, cookies: string | undefined, dataLayer: unknown[] = []) {
  const listeners: ((event: unknown) => void)[] = [];
  const document = {
    get cookie() {
      if (cookies === undefined) throw new Error("SecurityError");
      return cookies;
    },
    addEventListener: (name: string, listener: (event: unknown) => void) => {
      if (name === "sereno-consent-change") listeners.push(listener);
    },
  };
  const window = { dataLayer };
  runInNewContext(script, { window, document, Date: { now: () => NOW } });
  const plain = () =>
    dataLayer.map((one) => JSON.parse(JSON.stringify(Array.from(one as Command))) as Command);
  return {
    get commands() {
      return plain();
    },
    change: (granted: string[]) => listeners.forEach((listener) => listener({ consent: { granted } })),
  };
}

function grantedIn(command: Command | undefined): string[] {
  const states = Object.entries(command?.[2] ?? {});
  return states.filter(([, state]) => state === "granted").map(([signal]) => signal);
}
