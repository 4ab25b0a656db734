const LONG = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

const THURSDAY = 4;

/** "29 October 2026" of an ISO 8601 date. */
export function longDate(date: string): string {
  return LONG.format(new Date(`${date}T00:00:00Z`));
}

/** "Thursday". */
export function weekday(date: string): string {
  return WEEKDAY.format(new Date(`${date}T00:00:00Z`));
}

/** "Oct". */
export function shortMonth(date: string): string {
  return MONTH.format(new Date(`${date}T00:00:00Z`)).slice(0, 3);
}

/** "2 h 25 min" between two times of one evening, `19:00` and `21:25`. */
export function sittingLength(opened: string, closed: string): string {
  const minutes = minutesOfDay(closed) - minutesOfDay(opened);
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, "0");
  return hours === 0 ? `${minutes} min` : `${hours} h ${rest} min`;
}

/**
 * ISO 8601 date of the next ordinary session, on the last Thursday of the month; on the day itself, that day.
 *
 * @param now epoch ms
 */
export function nextSessionDate(now: number): string {
  const today = new Date(now).toISOString().slice(0, 10);
  const [year = 0, month = 0] = today.split("-").map(Number);
  const thisMonth = lastThursday(year, month - 1);
  return thisMonth >= today ? thisMonth : lastThursday(year, month);
}

function lastThursday(year: number, monthIndex: number): string {
  const last = new Date(Date.UTC(year, monthIndex + 1, 0));
  last.setUTCDate(last.getUTCDate() - ((last.getUTCDay() - THURSDAY + 7) % 7));
  return last.toISOString().slice(0, 10);
}

function minutesOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
