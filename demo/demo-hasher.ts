import { hash, type Options, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "../server/accounts/password-hasher.ts";

/**
 * No secret, but a key that the server itself does not use: a database that was tried with the demo and then
 * taken into production holds hashes that no password opens there.
 */
const DEMO_KEY: Options = {
  secret: Buffer.from("sereno demo"),
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

export function hashDemoPassword(password: string): Promise<string> {
  return hash(password, DEMO_KEY);
}

/** The server's hasher, which also knows the passwords of the demo's accounts. */
export function acceptDemoPasswords(hasher: PasswordHasher): PasswordHasher {
  return {
    hash: (password) => hasher.hash(password),
    async verify(passwordHash, password) {
      if (await hasher.verify(passwordHash, password)) return true;
      return passwordHash !== null && verify(passwordHash, password, DEMO_KEY);
    },
  };
}
