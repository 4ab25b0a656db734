/** SHA-256 of UTF-8 text, 64 hex digits. On plain http, where browsers hide `crypto.subtle`, in script. */
export async function sha256Hex(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return (await import("./sha256-script.ts")).sha256Script(bytes);
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
