/** Words of the digest before the first block: FIPS 180-4, 5.3.3, made as the standard says. */
const INITIAL = primes(8).map((prime) => fraction(Math.sqrt(prime)));
/** Round constants: FIPS 180-4, 4.2.2. */
const ROUNDS = primes(64).map((prime) => fraction(Math.cbrt(prime)));

/** SHA-256 (FIPS 180-4) of a short message, 64 hex digits. */
export function sha256Script(message: Uint8Array): string {
  const digest = Uint32Array.from(INITIAL);
  const padded = pad(message);
  for (let offset = 0; offset < padded.byteLength; offset += 64) addBlock(digest, padded, offset);
  return Array.from(digest, (word) => word.toString(16).padStart(8, "0")).join("");
}

function pad(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 4, message.length * 8);
  return view;
}

function addBlock(digest: Uint32Array, block: DataView, offset: number): void {
  const schedule = new Uint32Array(64);
  const at = (index: number): number => schedule[index] ?? 0;
  for (let i = 0; i < 64; i++) {
    const s0 = rotate(at(i - 15), 7) ^ rotate(at(i - 15), 18) ^ (at(i - 15) >>> 3);
    const s1 = rotate(at(i - 2), 17) ^ rotate(at(i - 2), 19) ^ (at(i - 2) >>> 10);
    schedule[i] = i < 16 ? block.getUint32(offset + i * 4) : at(i - 16) + s0 + at(i - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = digest;
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + choice + (ROUNDS[i] ?? 0) + at(i)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (digest[index] = (digest[index] ?? 0) + word));
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractional part. */
function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) >>> 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}
