import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { ROOT } from "../support/run-command.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

interface Declaration {
  tagName?: string;
  attributes?: { name: string }[];
  members?: { name: string; kind: "field" | "method" }[];
}

/** What an element has when it runs. */
interface Running {
  attributes: string[];
  properties: string[];
  /** Members of the manifest that it lacks. */
  missing: string[];
}

const FILE = join(ROOT, "dist/package/custom-elements.json");
const { modules } = JSON.parse(readFileSync(FILE, "utf8")) as { modules: { declarations: Declaration[] }[] };
const ELEMENTS = modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));

/** Attributes of the logout button that are looked up at the logout, not observed. */
const READ_WHEN_USED = ["action", "method"];
/** Comes with the element that holds it, and not by a tag of its own. */
const INNER = "sereno-session-notice";

const test = suite<Context>("the manifest beside running elements");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

for (const { tagName = "", attributes = [], members = [] } of ELEMENTS) {
  if (tagName === INNER) continue;
  test(`<${tagName}> has the attributes and members that it tells of, and tells of all`, async (context) => {
    const page = await context.browser.newPage({ baseURL: context.server.origin });
    await page.goto("/demo/widgets");
    const running = await inspect(
      page,
      tagName,
      members.map(({ name }) => name),
    );
    const told = attributes.map(({ name }) => name).filter((name) => !READ_WHEN_USED.includes(name));
    assert.equal(told.sort(), running.attributes.sort());
    assert.equal(running.missing, []);
    const fields = members.filter(({ kind }) => kind === "field").map(({ name }) => name);
    assert.equal(
      running.properties.filter((name) => !fields.includes(name)),
      [],
    );
    await page.close();
  });
}

test.run();

/** Lit's inner state and what only tests use are no properties of an element for the page. */
function inspect(page: Page, tagName: string, members: string[]): Promise<Running> {
  return page.evaluate(
    async ({ tag, names }) => {
      document.body.append(document.createElement(tag));
      const running = (await customElements.whenDefined(tag)) as unknown as {
        observedAttributes?: string[];
        elementProperties?: Map<string, { state?: boolean }>;
      };
      const element = document.createElement(tag);
      const properties = [...(running.elementProperties ?? [])].filter(([, { state }]) => !state);
      return {
        attributes: [...(running.observedAttributes ?? [])],
        properties: properties.map(([name]) => name),
        missing: names.filter((name) => !(name in element)),
      };
    },
    { tag: tagName, names: members },
  );
}
