import { hash, verify } from "@node-rs/argon2";

/** An argument of the accounts, so that a slower or faster one can take its place. */
export interface PasswordHasher {
  /** A PHC string with its own salt. */
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that time does not tell whether an account exists (ASVS 6.3.8). */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Argon2id with the least cost that OWASP's password storage cheat sheet recommends: 19 MiB, 2 passes, 1 lane. About 12 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createPasswordHasher(cost = COST): PasswordHasher {
  const nobody = hash("nobody has this password", cost);
  return {
    hash: (password) => hash(password, cost),
    async verify(passwordHash, password) {
      const matches = await verify(passwordHash ?? (await nobody), password);
      return matches && passwordHash !== null;
    },
  };
}
