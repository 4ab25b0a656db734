import type { Consent } from "./consent-api.ts";

export interface InspectedCookie {
  name: string;
  /** Beginning of the value only: a screenshot of the console must not give a token away. */
  value: string;
  /** UTF-8 bytes of the value. */
  bytes: number;
  /** Service that declares it, when that service can be refused. */
  declaredBy: string;
  allowed: boolean;
}

/** Prints the cookies that the page can see as a table, and returns them. HttpOnly cookies are not among them. */
export function inspectCookies(consent: Pick<Consent, "policy" | "has">): InspectedCookie[] {
  const cookies = document.cookie
    .split("; ")
    .filter(Boolean)
    .map((pair) => inspect(pair, consent));
  console.table(cookies);
  return cookies;
}

function inspect(pair: string, consent: Pick<Consent, "policy" | "has">): InspectedCookie {
  const [name = "", ...rest] = pair.split("=");
  const value = rest.join("=");
  const { policy } = consent;
  const service = Object.keys(policy.clear).find((id) => policy.clear[id]?.some((one) => names(one, name)));
  return {
    name,
    value: value.length > 8 ? `${value.slice(0, 4)}…` : value,
    bytes: new TextEncoder().encode(value).length,
    declaredBy: service ?? (name.startsWith("sereno_") ? "essential" : "not declared"),
    allowed: service ? consent.has(service) : true,
  };
}

function names(declared: string, name: string): boolean {
  return declared.endsWith("*") ? name.startsWith(declared.slice(0, -1)) : declared === name;
}
