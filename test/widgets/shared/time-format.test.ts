import { expect } from "@open-wc/testing";
import {
  formatAbsolute,
  formatCountdown,
  formatDayTime,
  formatDuration,
  formatRelative,
} from "../../../widgets/shared/time-format.ts";

// In local time, as people read it.
const NOW = new Date(2026, 10, 22, 10, 14).getTime();
const at = (month: number, day: number, hours: number, minutes: number, year = 2026): number =>
  new Date(year, month - 1, day, hours, minutes).getTime();

describe("relative times", () => {
  it("read now within a minute, and when the clocks differ", () => {
    expect(formatRelative(NOW - 59_000, NOW, "en")).to.equal("now");
    expect(formatRelative(NOW + 5 * 60_000, NOW, "en")).to.equal("now");
  });

  it("count minutes within the hour", () => {
    expect(formatRelative(NOW - 60_000, NOW, "en")).to.equal("1 minute ago");
    expect(formatRelative(NOW - 59 * 60_000, NOW, "es")).to.equal("hace 59 minutos");
  });

  it("name the day from then on", () => {
    expect(formatRelative(at(11, 22, 8, 52), NOW, "en-GB")).to.equal("Today 08:52");
  });
});

describe("days and times", () => {
  it("say today and yesterday by the calendar, not by 24 hours", () => {
    expect(formatDayTime(at(11, 22, 0, 0), NOW, "en-GB")).to.equal("Today 00:00");
    expect(formatDayTime(at(11, 21, 23, 59), NOW, "en-GB")).to.equal("Yesterday 23:59");
    expect(formatDayTime(at(11, 21, 0, 0), NOW, "es")).to.equal("Ayer 00:00");
    expect(formatDayTime(at(11, 20, 23, 59), NOW, "en-GB")).to.equal("20 Nov, 23:59");
  });

  it("have 24 hours, whatever the language", () => {
    expect(formatDayTime(at(11, 21, 17, 5), NOW, "en-US")).to.equal("Yesterday 17:05");
    expect(formatDayTime(at(11, 20, 0, 5), NOW, "en-US")).to.equal("Nov 20, 00:05");
  });

  it("name the year when it is another", () => {
    expect(formatDayTime(at(11, 20, 11, 20, 2025), NOW, "en-GB")).to.equal("20 Nov 2025, 11:20");
  });
});

describe("absolute times", () => {
  it("go to the second, with the zone", () => {
    expect(formatAbsolute(NOW, "en-GB")).to.match(/^22 Nov 2026, 10:14:00 \S+/);
  });
});

describe("durations", () => {
  it("have the two largest units", () => {
    const read = [0, 34, 60, 2799, 3600, 4920, 11_160, 86_400, 183_600].map((seconds) =>
      formatDuration(seconds, "en"),
    );
    expect(read).to.deep.equal([
      "0 s",
      "34 s",
      "1 min",
      "46 min",
      "1 h 00 min",
      "1 h 22 min",
      "3 h 06 min",
      "1 d 00 h",
      "2 d 03 h",
    ]);
  });

  it("are never negative, and write the digits of the language", () => {
    expect(formatDuration(-5, "en")).to.equal("0 s");
    expect(formatDuration(120, "ar-EG")).to.equal("٢ min");
  });
});

describe("countdowns", () => {
  it("read as a clock and stop at zero", () => {
    expect([102_000, 7_092_000, 900, 0, -1].map(formatCountdown)).to.deep.equal([
      "1:42",
      "1:58:12",
      "0:01",
      "0:00",
      "0:00",
    ]);
  });
});
