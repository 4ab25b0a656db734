import { expect, oneEvent } from "@open-wc/testing";
import { Gate } from "../../../widgets/consent/gate.ts";
import { ConsentPage } from "./consent-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

interface Trace {
  trace: string[];
}

const COVER = "sereno-consent-placeholder";

const page = window as unknown as Trace;

describe("gate", () => {
  let allowed: Set<string>;
  let gate: Gate;
  let area: HTMLElement;

  beforeEach(() => {
    page.trace = [];
    allowed = new Set();
    gate = new Gate({ ...new ConsentPage().create(), has: (id) => allowed.has(id) });
    area = document.createElement("div");
    document.body.append(area);
  });

  afterEach(() => area.remove());

  it("keeps everything closed without consent", async () => {
    addScript({ text: "trace.push('ran')" });
    const frame = addEmbed("iframe", { "data-src": "about:blank?video" });
    gate.applyAll();
    await end();
    expect(page.trace).to.deep.equal([]);
    expect(frame.hasAttribute("src")).to.equal(false);
  });

  it("runs scripts in the order of the page, external ones included", async () => {
    addScript({ text: "trace.push('first')" });
    addScript({ src: external("trace.push('external')") });
    addScript({ text: "trace.push('last')" });
    allow("analytics");
    await end();
    expect(page.trace).to.deep.equal(["first", "external", "last"]);
  });

  it("goes on after a script that throws and one that cannot be loaded", async () => {
    const onError = window.onerror;
    window.onerror = () => true;
    addScript({ text: "trace.push('before'); throw new Error('of the page')" });
    addScript({ src: "/no-such-script.js" });
    addScript({ text: "trace.push('after')" });
    allow("analytics");
    await end();
    window.onerror = onError;
    expect(page.trace).to.deep.equal(["before", "after"]);
  });

  it("goes on after a script that the page's own policy does not let through", async () => {
    const { warn } = console;
    console.warn = () => {};
    const refused = addScript({ text: "trace.push('refused')" });
    refused.cloneNode = () => {
      throw new TypeError("This document requires a TrustedScript assignment");
    };
    addScript({ text: "trace.push('after')" });
    allow("analytics");
    await end();
    console.warn = warn;
    expect(page.trace).to.deep.equal(["after"]);
  });

  it("does not wait for an async script", async () => {
    const slow = addScript({ src: "/never-answers.js", attributes: { async: "" } });
    addScript({ text: "trace.push('next')" });
    allow("analytics");
    await end();
    expect(page.trace).to.deep.equal(["next"]);
    expect(slow.isConnected).to.equal(false);
    expect(area.querySelector("script[async]")).to.have.property("async", true);
  });

  it("keeps nonce and other attributes, and makes a module of data-type", async () => {
    addScript({
      text: "trace.push(String(import.meta.url !== undefined))",
      attributes: { "data-type": "module", nonce: "abc", id: "kept", crossorigin: "anonymous" },
    });
    allow("analytics");
    await end();
    const script = area.querySelector<HTMLScriptElement>("#kept");
    expect(script).to.include({ type: "module", nonce: "abc", crossOrigin: "anonymous" });
    // Modules run when the browser gets to them.
    await waitUntil(() => page.trace.length, "the module ran");
    expect(page.trace).to.deep.equal(["true"]);
  });

  it("runs a script once, however often it is asked", async () => {
    addScript({ text: "trace.push('once')" });
    allow("analytics");
    gate.applyAll();
    await end();
    gate.applyAll();
    await end();
    expect(page.trace).to.deep.equal(["once"]);
    expect([...gate.ran]).to.deep.equal(["analytics", "the end"]);
  });

  it("runs late scripts after those before them", async () => {
    addScript({ src: external("trace.push('external')") });
    allow("analytics");
    addScript({ text: "trace.push('late')" });
    gate.applyAll();
    await end();
    expect(page.trace).to.deep.equal(["external", "late"]);
  });

  it("runs nothing more when consent goes while a script is on its way", async () => {
    addScript({ src: external("trace.push('external')") });
    addScript({ text: "trace.push('inline')" });
    allow("analytics");
    const external_ = area.querySelector("script");
    expect(external_).not.to.equal(null);
    allowed.clear();
    await end();
    expect(page.trace).not.to.contain("inline");
  });

  it("opens only what is allowed: a category, or one of its services", async () => {
    const video = addEmbed("iframe", { "data-src": "about:blank?v", "data-consent": "marketing.youtube" });
    const other = addEmbed("iframe", { "data-src": "about:blank?o", "data-consent": "marketing.other" });
    allow("marketing.youtube");
    expect(video.getAttribute("src")).to.equal("about:blank?v");
    expect(other.hasAttribute("src")).to.equal(false);
  });

  it("gives images and style sheets their address, and takes it back", () => {
    addEmbed("img", { "data-src": "data:,", "data-srcset": "data:, 2x" });
    addEmbed("link", { rel: "stylesheet", "data-href": "data:text/css," });
    allow("analytics");
    expect(area.querySelector("img")).to.include({ src: "data:,", srcset: "data:, 2x" });
    expect(area.querySelector("link")?.href).to.equal("data:text/css,");
    allowed.clear();
    gate.applyAll();
    expect(area.querySelectorAll("[src], [srcset], [href]")).to.have.lengthOf(0);
  });

  it("empties a frame that is no longer allowed", async () => {
    const frame = addEmbed("iframe", { "data-src": "data:text/html,video" });
    const loaded = oneEvent(frame, "load");
    allow("analytics");
    await loaded;
    allowed.clear();
    gate.applyAll();
    expect(frame.isConnected).to.equal(false);
    expect(area.querySelector("iframe")?.hasAttribute("src")).to.equal(false);
  });

  it("covers a frame that stays closed, and none that was opened or taken away meanwhile", async () => {
    const frames = ["stays", "opened", "taken"].map((name) =>
      addEmbed("iframe", { "data-src": "about:blank", "data-consent": name }),
    );
    const [stays, opened, taken] = frames as [HTMLElement, HTMLElement, HTMLElement];
    // Each frame's cover is asked for by itself, in this order.
    for (const frame of [opened, taken, stays]) gate.apply(frame);
    taken.remove();
    allow("opened");
    await waitUntil(() => stays.previousElementSibling?.localName === COVER, "covered");
    expect(area.querySelectorAll(COVER)).to.have.lengthOf(1);
    area.append(taken);
    gate.apply(taken);
    await waitUntil(() => taken.previousElementSibling?.localName === COVER, "covered once it is back");
  });

  function allow(id: string): void {
    allowed.add(id);
    gate.applyAll();
  }

  function addScript({ text = "", src = "", attributes = {} }: ScriptParts): HTMLScriptElement {
    const script = document.createElement("script");
    script.type = "text/plain";
    script.dataset["consent"] = "analytics";
    script.text = text;
    if (src) script.setAttribute("src", src);
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
    area.append(script);
    return script;
  }

  function addEmbed(tag: string, attributes: Record<string, string>): HTMLElement {
    const element = document.createElement(tag);
    element.dataset["consent"] = "analytics";
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    area.append(element);
    return element;
  }

  /** A script of our own at the end of the queue says when everything before it has run. */
  async function end(): Promise<void> {
    allowed.add("the end");
    const done = oneEvent(window, "the-end");
    const script = addScript({ text: "dispatchEvent(new Event('the-end'))" });
    script.dataset["consent"] = "the end";
    gate.apply(script);
    await done;
    // A module runs after the classic scripts that follow it.
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
});

interface ScriptParts {
  text?: string;
  src?: string;
  attributes?: Record<string, string>;
}

/** An external script that takes its time. */
function external(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}
