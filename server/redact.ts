/** What stands where a secret stood. */
const REDACTED = "[redacted]";

/** Nesting below this is cut: what is shown or logged is never that deep for a good reason. */
const DEPTH = 8;
const TEXT_LENGTH = 8_192;

/** Names whose values are secrets, compared in lower case without separators. */
const SECRET_KEY =
  /passw|passphrase|secret|token|authorization|cookie|csrf|xsrf|apikey|accesskey|privatekey|credential|jwt|bearer|signature|cvv|cvc|cardnumber|^pin$|^otp$|^sid$|sessionid|sessid/;

const QUERY_PAIR = /([?&;][^=&#\s"'<>]{1,128}=)([^&#\s"'<>]{1,4096})/g;
const QUERY_SECRET = /[?&;][^=]*(pass|secret|token|key|code|auth|sig|sid|session|jwt|otp)[^=]*=$/i;
const URL_LOGIN = /(\/\/)[^/?#\s:@]{1,256}:[^/?#\s@]{1,256}@/g;
const SCHEME_TOKEN = /\b(Bearer|Basic|Digest)\s+[\w+/=.~-]{8,}/gi;
const JWT = /\beyJ[\w-]{6,}\.[\w-]{4,}\.[\w-]*/g;
const CARD = /(?<![\w-])[3-6]\d(?:[ -]?\d){11,17}(?![\w-])/g;
const LONG_RUN = /[\w+/-]{32,}={0,2}/g;
const HEX = /^[\da-f]{32,}$/i;

/**
 * A copy of JSON data without its secrets: values behind telling names go whole, and from every text goes what
 * looks like a token, a JWT, a payment card, a login in a URL, or an e-mail address in a query string.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "number") return isCardNumber(String(value)) ? REDACTED : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH) return "[too deep]";
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key),
      isSecretKey(key) && item !== null ? REDACTED : redact(item, depth + 1),
    ]),
  );
}

/** No secret that is known by its shape is shorter, unless it stands behind one of these marks. */
const SHORTEST = 13;
const MARK = /=|\/\//;

/** A text without what looks like a secret. Longer texts than 8 KiB are cut first. */
export function redactText(text: string): string {
  if (text.length < SHORTEST && !MARK.test(text)) return text;
  return text
    .slice(0, TEXT_LENGTH)
    .replace(URL_LOGIN, `$1${REDACTED}@`)
    .replace(QUERY_PAIR, (whole, name: string, value: string) =>
      QUERY_SECRET.test(name) || /@|%40/.test(value) ? name + REDACTED : whole,
    )
    .replace(SCHEME_TOKEN, `$1 ${REDACTED}`)
    .replace(JWT, REDACTED)
    .replace(CARD, (digits) => (isCardNumber(digits) ? REDACTED : digits))
    .replace(LONG_RUN, (run) => (isTokenLike(run) ? REDACTED : run));
}

/** The names in what is logged are few, and asked for all the time. */
const judged = new Map<string, boolean>();
const NAMES_KEPT = 1_000;

function isSecretKey(key: string): boolean {
  const known = judged.get(key);
  if (known !== undefined) return known;
  if (judged.size >= NAMES_KEPT) judged.clear();
  const isSecret = SECRET_KEY.test(key.toLowerCase().replace(/[^a-z\d]/g, ""));
  judged.set(key, isSecret);
  return isSecret;
}

/** Payment card numbers: a known first digit, 13 to 19 digits, Luhn (ISO/IEC 7812-1). Epoch milliseconds begin with 1. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  if (!/^[3-6]\d{12,18}$/.test(digits)) return false;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Random text: hexadecimal, or a long unbroken mix of capitals, small letters and digits. Slugs and UUIDs are not. */
function isTokenLike(run: string): boolean {
  if (HEX.test(run)) return true;
  return run
    .split(/[-_+/]/)
    .some((part) => part.length >= 12 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part));
}
