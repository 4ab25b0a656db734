import { createHmac, timingSafeEqual } from "node:crypto";
import { Problem } from "./problem.ts";

/** The place in a list where the next page begins, signed so that it can only be handed back. */
export function encodeCursor(place: unknown, secret: string): string {
  const payload = Buffer.from(JSON.stringify(place)).toString("base64url");
  return `${payload}.${sign(payload, secret)}`;
}

/** Throws Problem `malformed` for a cursor that we did not make. */
export function decodeCursor(cursor: string, secret: string): unknown {
  const [payload = "", signature = ""] = cursor.split(".");
  const given = Buffer.from(signature);
  const expected = Buffer.from(sign(payload, secret));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Problem("malformed", "This cursor is not one of ours. Begin again at the first page.");
  }
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

function sign(payload: string, secret: string): string {
  return createHmac("sha256", secret).update(`cursor:${payload}`).digest("base64url");
}
