/**
 * Gives a state a world of its own: what elements keep in the browser, such as where the debug widget was open,
 * stays in its frame, and what the visitor has there does not come in. To be imported before any element.
 */
for (const name of ["localStorage", "sessionStorage"] as const) {
  Object.defineProperty(window, name, { value: createStorage() });
}
Object.defineProperty(window, "cookieStore", { value: undefined });
Object.defineProperty(document, "cookie", {
  get: () => "sereno_consent=v=1&p=2&g=functional; theme=evening; _fbp=fb.1.1764",
  set: () => undefined,
});

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
