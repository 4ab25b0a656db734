import type { DeclaredItem, PolicyResource } from "../../../server/contract/index.ts";

const ITEM: DeclaredItem = {
  name: "sereno_consent",
  kind: "cookie",
  purpose: "Remembers this choice.",
  duration: "180 days",
  provider: "Ayuntamiento de Vallesol",
};

/** What the site asks for, in its own words. */
export const POLICY: PolicyResource = {
  version: 3,
  hash: "9c1f0a77b2d4",
  locale: "en",
  locales: ["en"],
  categories: [
    {
      id: "essential",
      name: "Essential",
      description: "Sign-in, security, and remembering this choice. Always on.",
      services: [
        service("sereno", "Sereno", [ITEM, { ...ITEM, name: "sereno_sid", purpose: "Keeps you signed in." }]),
      ],
    },
    {
      id: "functional",
      name: "Functional",
      description: "Extras that come from elsewhere, such as the map.",
      services: [service("map", "Street map", [{ ...ITEM, name: "theme", purpose: "Light or dark." }])],
    },
    {
      id: "analytics",
      name: "Statistics",
      description: "Which pages are visited, without following you elsewhere.",
      services: [
        service("counter", "Visit counter", [{ ...ITEM, name: "visits", kind: "localStorage" }]),
        service("matomo", "Matomo", [{ ...ITEM, name: "_pk_*", purpose: "Tells visits apart." }]),
      ],
    },
    {
      id: "marketing",
      name: "Marketing",
      description: "Advertising that fits you, here and elsewhere.",
      services: [service("film", "Film of the tourist board", [{ ...ITEM, name: "film_viewer" }])],
    },
  ],
  protection: [
    "Your session is known by a random number that is in one cookie only.",
    "You can see where you are signed in, and sign out there from here.",
  ],
};

function service(
  id: string,
  name: string,
  items: DeclaredItem[],
): PolicyResource["categories"][number]["services"][number] {
  return { id, name, purpose: "", provider: "Ayuntamiento de Vallesol", items };
}
