import { DEMO_ACCOUNTS } from "../accounts.ts";

/** A browser at a place: addresses are of the ranges reserved for documentation (RFC 5737, RFC 3849). */
export interface SeedDevice {
  userAgent: string;
  ipAddress: string;
  city: string;
}

export interface SeedPerson {
  username: string;
  displayName: string;
  roles: readonly string[];
  devices: readonly [SeedDevice, ...SeedDevice[]];
  /** Sessions on an ordinary weekday, on average. */
  perDay: number;
}

const CHROME_WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const EDGE_WINDOWS = `${CHROME_WINDOWS} Edg/141.0.0.0`;
const FIREFOX_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0";
const FIREFOX_LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
const SAFARI_MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15";
const SAFARI_IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
const SAFARI_IPAD =
  "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1";
const CHROME_ANDROID =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";
const SAMSUNG_ANDROID =
  "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36";

const TOWN_HALL = "192.0.2.17";

/** What visitors without an account come with. */
export const VISITOR_USER_AGENTS = [
  CHROME_ANDROID,
  CHROME_WINDOWS,
  SAFARI_IPHONE,
  SAMSUNG_ANDROID,
  FIREFOX_WINDOWS,
  SAFARI_MAC,
] as const;

const ACCOUNT_HABITS: Record<string, Pick<SeedPerson, "devices" | "perDay">> = {
  admin: {
    perDay: 1.7,
    devices: [atTownHall(FIREFOX_LINUX), at(SAFARI_IPAD, "198.51.100.23", "Vallesol")],
  },
  ana: {
    perDay: 1.5,
    devices: [
      atTownHall(CHROME_WINDOWS),
      at(SAFARI_IPHONE, "198.51.100.74", "Vallesol"),
      at(SAFARI_MAC, "203.0.113.9", "Albacete"),
    ],
  },
  luis: {
    perDay: 1.1,
    devices: [at(CHROME_ANDROID, "203.0.113.140", "Hellín"), at(CHROME_WINDOWS, "203.0.113.141", "Hellín")],
  },
};

/** The rest of the house. They have no password: nobody can sign in as them. */
const OTHERS: readonly SeedPerson[] = [
  person(
    "carmen",
    "Carmen Ibáñez",
    1.2,
    atTownHall(EDGE_WINDOWS),
    at(SAFARI_IPHONE, "198.51.100.5", "Vallesol"),
  ),
  person(
    "joaquin",
    "Joaquín Belmonte",
    0.9,
    atTownHall(EDGE_WINDOWS),
    at(CHROME_ANDROID, "203.0.113.61", "Albacete"),
  ),
  person(
    "rosa",
    "Rosa Navarro",
    0.8,
    at(SAFARI_MAC, "198.51.100.101", "Vallesol"),
    at(SAFARI_IPHONE, "198.51.100.101", "Vallesol"),
  ),
  person("teresa", "Teresa Olmedo", 0.6, at(CHROME_WINDOWS, "203.0.113.32", "Tobarra")),
  person("andres", "Andrés Cuenca", 0.5, at(SAMSUNG_ANDROID, "203.0.113.88", "Vallesol")),
  person("pilar", "Pilar Santamaría", 0.6, at(FIREFOX_WINDOWS, "2001:db8:40:11::7", "Albacete")),
  person("oscar", "Óscar Lafuente", 0.4, at(CHROME_ANDROID, "198.51.100.180", "Vallesol")),
  person("nuria", "Nuria Escudero", 0.6, at(SAFARI_IPHONE, "2001:db8:9a:3::21", "Murcia")),
  person("emilio", "Emilio Barranco", 0.3, at(FIREFOX_WINDOWS, "203.0.113.205", "Vallesol")),
  person(
    "ines",
    "Inés Caballero",
    2.1,
    atTownHall(FIREFOX_LINUX),
    at(CHROME_ANDROID, "198.51.100.12", "Vallesol"),
  ),
  person("sofia", "Sofía Marín", 1.9, atTownHall(CHROME_WINDOWS)),
  person(
    "hugo",
    "Hugo Ferrer",
    1.4,
    atTownHall(FIREFOX_LINUX),
    at(SAFARI_MAC, "2001:db8:77:1::c", "Valencia"),
  ),
];

/** Everybody in the history, the demo's accounts first. */
export const PEOPLE: readonly SeedPerson[] = [
  ...DEMO_ACCOUNTS.map((account) => ({ ...account, ...getHabits(account.username) })),
  ...OTHERS,
];

function getHabits(username: string): Pick<SeedPerson, "devices" | "perDay"> {
  const habits = ACCOUNT_HABITS[username];
  if (!habits) throw new Error(`the demo account ${username} has no devices`);
  return habits;
}

function person(
  username: string,
  displayName: string,
  perDay: number,
  ...devices: [SeedDevice, ...SeedDevice[]]
): SeedPerson {
  return { username, displayName, roles: [], devices, perDay };
}

function at(userAgent: string, ipAddress: string, city: string): SeedDevice {
  return { userAgent, ipAddress, city };
}

function atTownHall(userAgent: string): SeedDevice {
  return at(userAgent, TOWN_HALL, "Vallesol");
}
