import type { Observed } from "./cookie-audit.ts";
import type { PanelContext } from "./panel-context.ts";

/** All that this page, and the server with its last request, can see, each once. No value is read. */
export function observeStorage({
  pageCookies,
  answer,
  databases,
}: Pick<PanelContext, "pageCookies" | "answer" | "databases">): Observed[] {
  const cookies = new Set([...pageCookies, ...answer.cookies].map(({ name }) => name));
  return [
    ...[...cookies].map((name): Observed => ({ kind: "cookie", name })),
    ...keysOf("localStorage"),
    ...keysOf("sessionStorage"),
    ...(databases?.names ?? []).map((name): Observed => ({ kind: "indexedDB", name })),
  ];
}

/** None where the browser blocks the storage. */
function keysOf(kind: "localStorage" | "sessionStorage"): Observed[] {
  try {
    return Object.keys(window[kind]).map((name) => ({ kind, name }));
  } catch {
    return [];
  }
}
