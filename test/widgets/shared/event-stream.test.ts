import { expect } from "@open-wc/testing";
import { createEventStream, type EventStream } from "../../../widgets/shared/event-stream.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { ScriptedStreams } from "../../support/scripted-stream.ts";
import { NOW, sessionAnswer } from "../../support/session-answers.ts";

describe("event stream", () => {
  let clock: ManualClock;
  let streams: ScriptedStreams;
  let received: unknown[];
  let refusals: number;
  let stream: EventStream;

  beforeEach(() => {
    clock = new ManualClock(NOW);
    streams = new ScriptedStreams();
    received = [];
    refusals = 0;
    stream = createEventStream({
      url: () => "/events",
      clock,
      createSource: streams.create,
      random: () => 1,
      onEvent: (name, detail) => received.push([name, detail]),
      onRefused: () => refusals++,
    });
    stream.open();
  });

  afterEach(() => stream.close());

  it("passes events on by name", () => {
    streams.last.send("session", sessionAnswer());
    streams.last.send("sessions-changed", {});
    expect(received).to.deep.equal([
      ["session", sessionAnswer()],
      ["sessions-changed", {}],
    ]);
  });

  it("connects again after a break, waiting longer each time, up to 30 s", async () => {
    const waits = [];
    for (let round = 0; round < 7; round++) {
      streams.last.break();
      const before = clock.now();
      const count = streams.all.length;
      while (streams.all.length === count) await clock.advance(500);
      waits.push(clock.now() - before);
    }
    expect(waits).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(streams.open).to.have.length(1);
  });

  it("begins with short waits again once the server has spoken", async () => {
    streams.last.break();
    await clock.advance(1_000);
    streams.last.break();
    await clock.advance(2_000);
    streams.last.send("sessions-changed", {});
    streams.last.break();
    await clock.advance(1_000);
    expect(streams.all).to.have.length(4);
  });

  it("asks the server when the stream is refused, and tries again unless it is closed", async () => {
    streams.last.refuse();
    expect(refusals).to.equal(1);
    await clock.advance(1_000);
    expect(streams.all).to.have.length(2);
    streams.last.refuse();
    stream.close();
    await clock.advance(60_000);
    expect(streams.all).to.have.length(2);
  });

  it("connects at once when the browser is online again", () => {
    streams.last.break();
    dispatchEvent(new Event("online"));
    expect(streams.open).to.have.length(1);
    expect(streams.all).to.have.length(2);
  });

  it("holds nothing once it is closed", async () => {
    stream.close();
    dispatchEvent(new Event("online"));
    stream.reopen();
    await clock.advance(60_000);
    expect(streams.open).to.have.length(0);
  });
});
