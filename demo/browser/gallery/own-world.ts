import type { PolicyChanges } from "../../../server/contract/index.ts";

/** What a state may set of its world. */
export const world = { cookies: "theme=evening; _fbp=fb.1.1764" };

const CHANGES: PolicyChanges = {
  since: 2,
  version: 3,
  changes: [
    { kind: "added", id: "marketing.film", name: "Film", category: "Marketing", items: ["film_viewer"] },
    { kind: "removed", id: "analytics.counter", name: "Visit counter", category: "Statistics", items: [] },
  ],
};

/*
 * A state has a world of its own: what elements keep in the browser, such as where the debug widget was open, stays in
 * its frame; what the visitor has there does not come in; and nothing reaches the server. To be imported first.
 */
for (const name of ["localStorage", "sessionStorage"] as const) {
  Object.defineProperty(window, name, { value: createStorage() });
}
Object.defineProperty(window, "cookieStore", { value: undefined });
Object.defineProperty(document, "cookie", { get: () => world.cookies, set() {} });
window.fetch = async (input) => {
  const { href } = new URL(input instanceof Request ? input.url : input, location.href);
  if (href.includes("/policy-changes?")) return Response.json(CHANGES);
  throw new TypeError("Failed to fetch");
};

/** Keys are properties, as in the storage of a browser. */
function createStorage(): Storage {
  const kept: Record<string, string> = {};
  const methods: ProxyHandler<Storage>["get"] = (_, name) => {
    if (name === "getItem") return (key: string) => kept[key] ?? null;
    if (name === "setItem") return (key: string, value: string) => void (kept[key] = value);
    if (name === "removeItem") return (key: string) => void delete kept[key];
    if (name === "key") return (index: number) => Object.keys(kept)[index] ?? null;
    return name === "length" ? Object.keys(kept).length : kept[String(name)];
  };
  return new Proxy(kept as unknown as Storage, { get: methods });
}
