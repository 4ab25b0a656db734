import { createHmac, timingSafeEqual } from "node:crypto";
import { Problem } from "./problem.ts";

/**
 * The place in a list where the next page begins, signed so that it can only be handed back, and only to `list`:
 * whatever says which list it is, with its sort and filters.
 */
export function encodeCursor(place: unknown, secret: string, list?: unknown): string {
  const payload = Buffer.from(JSON.stringify(place)).toString("base64url");
  return `${payload}.${sign(payload, secret, list)}`;
}

/** Throws Problem `malformed` for a cursor that we did not make for `list`. */
export function decodeCursor(cursor: string, secret: string, list?: unknown): unknown {
  const [payload = "", signature = ""] = cursor.split(".");
  const given = Buffer.from(signature);
  const expected = Buffer.from(sign(payload, secret, list));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Problem(
      "malformed",
      "This cursor does not belong to this list. Begin again at the first page.",
    );
  }
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

function sign(payload: string, secret: string, list: unknown = ""): string {
  return createHmac("sha256", secret)
    .update(`cursor:${JSON.stringify(list)}:${payload}`)
    .digest("base64url");
}
