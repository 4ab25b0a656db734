import { expect } from "@open-wc/testing";
import type { ServerEvents } from "../../../server/contract/index.ts";
import { createTabChannel, type TabChannel, type TabMessage } from "../../../widgets/shared/tab-channel.ts";
import { ManualClock, settle } from "../../support/manual-clock.ts";
import { ScriptedStreams } from "../../support/scripted-stream.ts";
import { NOW, sessionAnswer } from "../../support/session-answers.ts";
import { waitUntil } from "../../support/wait-until.ts";

interface Tab {
  channel: TabChannel;
  streams: ScriptedStreams;
  clock: ManualClock;
  events: string[];
  messages: TabMessage[];
  rechecks: number;
}

describe("tab channel", () => {
  let tabs: Tab[] = [];

  afterEach(() => {
    for (const { channel } of tabs) channel.suspend();
    tabs = [];
  });

  /** Channels of one page see each other as tabs do: broadcast channel and locks are the browser's own. */
  function openTab(browser: { locks: LockManager | undefined } = navigator): Tab {
    const tab: Omit<Tab, "channel"> = {
      streams: new ScriptedStreams(),
      clock: new ManualClock(NOW),
      events: [],
      messages: [],
      rechecks: 0,
    };
    const channel = createTabChannel({
      base: "/sereno/",
      clock: tab.clock,
      locks: browser.locks,
      createSource: tab.streams.create,
      onEvent: (name: keyof ServerEvents) => tab.events.push(name),
      onMessage: (message) => tab.messages.push(message),
      onRecheck: () => tab.rechecks++,
    });
    const opened = Object.assign(tab, { channel });
    tabs.push(opened);
    return opened;
  }

  async function leadingTab(): Promise<Tab> {
    const tab = openTab();
    tab.channel.start();
    await waitUntil(() => tab.streams.open.length === 1, "leads");
    return tab;
  }

  it("opens one stream for all tabs and passes its events to each", async () => {
    const leader = await leadingTab();
    const follower = openTab();
    follower.channel.start();
    leader.streams.last.send("sessions-changed", {});
    await waitUntil(() => follower.events.length === 1, "event arrives");
    expect(leader.events).to.deep.equal(["sessions-changed"]);
    expect(follower.events).to.deep.equal(["sessions-changed"]);
    expect(follower.streams.all).to.have.length(0);
  });

  it("hands the stream on when the leader closes", async () => {
    const leader = await leadingTab();
    const follower = openTab();
    follower.channel.start();
    leader.channel.suspend();
    await waitUntil(() => follower.streams.open.length === 1, "takes over");
    expect(leader.streams.open).to.have.length(0);
  });

  it("hands the stream on when the leading tab crashes", async () => {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<script type="module">
      import { createTabChannel } from "/widgets/shared/tab-channel.ts";
      const createSource = () => { parent.leads = true; return new EventTarget(); };
      const ignore = () => undefined;
      createTabChannel({ base: "/", createSource, onEvent: ignore, onMessage: ignore, onRecheck: ignore }).start();
    </script>`;
    document.body.append(frame);
    await waitUntil(() => "leads" in window, "the frame leads");
    const follower = openTab();
    follower.channel.start();
    frame.remove();
    await waitUntil(() => follower.streams.open.length === 1, "takes over");
  });

  it("takes the stream from a leader that gives no sign of life", async () => {
    let hasLost = false;
    const frozen = navigator.locks.request("sereno-events", () => new Promise(() => undefined));
    frozen.catch(() => (hasLost = true));
    const follower = openTab();
    follower.channel.start();
    await follower.clock.advance(5_000);
    await follower.clock.advance(1_500);
    await waitUntil(() => follower.streams.open.length === 1, "takes over");
    expect(hasLost).to.equal(true);
  });

  it("leaves the stream to a leader that answers", async () => {
    const leader = await leadingTab();
    const follower = openTab();
    follower.channel.start();
    for (let round = 0; round < 3; round++) {
      const answered = heardByOthers("pong");
      await follower.clock.advance(5_000);
      await answered;
    }
    expect(follower.streams.all).to.have.length(0);
    expect(leader.streams.open).to.have.length(1);
  });

  it("lets a thawed leader follow the tab that took its place", async () => {
    const leader = await leadingTab();
    const thief = navigator.locks.request("sereno-events", { steal: true }, () => "done");
    await thief;
    await waitUntil(() => leader.streams.all.length === 2, "leads again once it can");
    expect(leader.streams.open).to.have.length(1);
  });

  it("asks for the topics of every tab, and for less when a tab goes", async () => {
    const leader = await leadingTab();
    expect(leader.streams.last.url).to.equal("/sereno/api/events");
    const follower = openTab();
    follower.channel.start();
    follower.channel.setTopics(["sessions"]);
    await waitUntil(() => leader.streams.all.length === 2, "reconnects");
    expect(leader.streams.last.url).to.equal("/sereno/api/events?topics=sessions");
    leader.channel.setTopics(["frontend-log"]);
    expect(leader.streams.last.url).to.equal("/sereno/api/events?topics=frontend-log,sessions");
    follower.channel.suspend();
    await waitUntil(() => leader.streams.all.length === 4, "reconnects");
    expect(leader.streams.last.url).to.equal("/sereno/api/events?topics=frontend-log");
    expect(leader.streams.open).to.have.length(1);
  });

  it("keeps the topics of the others when it takes over", async () => {
    const first = await leadingTab();
    const second = openTab();
    second.channel.start();
    const third = openTab();
    third.channel.setTopics(["sessions"]);
    first.channel.suspend();
    await waitUntil(() => second.streams.open.at(-1)?.url.endsWith("?topics=sessions"), "asks");
  });

  it("asks for its own again after it was suspended", async () => {
    const leader = await leadingTab();
    const follower = openTab();
    follower.channel.setTopics(["sessions"]);
    await waitUntil(() => leader.streams.last.url.endsWith("?topics=sessions"), "asks");
    follower.channel.suspend();
    await waitUntil(() => leader.streams.last.url.endsWith("/events"), "asks for less");
    follower.channel.resume();
    await waitUntil(() => leader.streams.last.url.endsWith("?topics=sessions"), "asks again");
  });

  it("has everybody fetch again when changes may have been missed", async () => {
    const leader = await leadingTab();
    leader.streams.last.send("session", sessionAnswer());
    expect(leader.events).to.deep.equal(["session"]);
    await leader.clock.advance(10_000);
    leader.streams.last.break();
    await leader.clock.advance(2_000);
    leader.streams.last.send("session", sessionAnswer());
    expect(leader.events).to.deep.equal(["session", "session", "sessions-changed"]);
  });

  it("polls every 30 s where the browser has no locks", async () => {
    const tab = openTab({ locks: undefined });
    tab.channel.start();
    await tab.clock.advance(30_000);
    await tab.clock.advance(30_000);
    expect(tab.rechecks).to.equal(2);
    expect(tab.events).to.deep.equal(["sessions-changed", "sessions-changed"]);
    tab.channel.stop();
    await tab.clock.advance(60_000);
    expect(tab.rechecks).to.equal(2);
  });

  it("polls a hidden page as soon as it is seen again, and a stopped one never", async () => {
    const [tab, stopped] = [openTab({ locks: undefined }), openTab({ locks: undefined })];
    try {
      hide(true);
      for (const { channel, clock } of [tab, stopped]) {
        channel.start();
        await clock.advance(30_000);
        await clock.advance(30_000);
      }
      stopped.channel.stop();
      expect(tab.rechecks).to.equal(0);
    } finally {
      hide(false);
    }
    expect([tab.rechecks, stopped.rechecks]).to.deep.equal([1, 0]);
    await tab.clock.advance(30_000);
    expect(tab.rechecks).to.equal(2);
  });

  it("tells the other tabs, and itself nothing", async () => {
    const [one, two] = [openTab(), openTab()];
    one.channel.tell({ type: "signed-out", redirect: "/bye" });
    await waitUntil(() => two.messages.length === 1, "message arrives");
    expect(two.messages).to.deep.equal([{ type: "signed-out", redirect: "/bye" }]);
    expect(one.messages).to.deep.equal([]);
  });

  it("hears the other tabs again after it was suspended", async () => {
    const [one, two] = [openTab(), openTab()];
    two.channel.suspend();
    two.channel.resume();
    one.channel.tell({ type: "answer", answer: sessionAnswer(), receivedAt: NOW });
    await waitUntil(() => two.messages.length === 1, "message arrives");
  });
});

/** Resolves once a tab has posted such a message, and the tabs have had it. */
async function heardByOthers(type: string): Promise<void> {
  const listener = new BroadcastChannel("sereno");
  await new Promise<void>((resolve) => {
    listener.onmessage = ({ data }: MessageEvent<{ type: string }>) => data.type === type && resolve();
  });
  listener.close();
  await settle();
}

function hide(isHidden: boolean): void {
  Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  if (!isHidden) Reflect.deleteProperty(document, "hidden");
}
