const REDACTED = "[redacted]";
/** The server's limits: bytes of a text, levels of nesting. */
const TEXT_BYTES = 2_048;
const LEVELS = 5;
const ENTRIES = 50;

const NAME = "pass|secret|token|auth(?!or)|cookie|csrf|api.?key|cred|session|card.?num|sid\\b";
const SECRET_KEY = new RegExp(NAME, "i");
/** Behind `token=` and the like, and behind any name when it is an e-mail address. */
const SECRET_QUERY = new RegExp(
  `([?&#](?:[^=&\\s]*(?:${NAME}|key|code|sig|otp)[^=&\\s]*=|[^=&\\s]+=(?=[^&\\s]*(?:@|%40))))[^&#\\s"']+`,
  "gi",
);
/** Credentials of a header, JWTs, payment cards, long random runs; UUIDs and slugs stay. */
const SECRET_SHAPE =
  /\b(?:(?:Bearer|Basic) \S{8,}|eyJ[\w.-]{9,}|[3-6]\d(?:[ -]?\d){11,17}\b|\w{32,}|(?=[\w-]*[A-Z])[\w-]{37,})/g;

const encoder = new TextEncoder();

/** UTF-8 bytes. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** A text without what looks like a secret, of at most 2,048 bytes, cut between characters. */
export function scrubText(text: string): string {
  const clean = text
    .slice(0, 2 * TEXT_BYTES)
    .replace(SECRET_QUERY, `$1${REDACTED}`)
    .replace(SECRET_SHAPE, REDACTED);
  // A decoder that expects more keeps an unfinished character to itself.
  return new TextDecoder().decode(encoder.encode(clean).subarray(0, TEXT_BYTES), { stream: true });
}

/** A copy as JSON holds it, without secrets and within the server's limits. Getters of the value may throw. */
export function scrub(value: unknown, levels = LEVELS): unknown {
  if (value instanceof Error) return scrubText(`${value}`);
  if (typeof value === "string") return scrubText(value);
  if (typeof value === "number") return scrubText(`${value}`) === `${value}` ? value : REDACTED;
  if (typeof value !== "object" || !value) return value;
  if (!levels) return "…";
  if (Array.isArray(value)) return value.slice(0, ENTRIES).map((item) => scrub(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, ENTRIES)
      .map(([key, item]) => [scrubText(key), SECRET_KEY.test(key) ? REDACTED : scrub(item, levels - 1)]),
  );
}
