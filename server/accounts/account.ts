import type { UserResource } from "../contract/index.ts";

/** A built-in account, or a subject that a host vouches for. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly roles: readonly string[];
  /** PHC string; none for whom a host vouches for. */
  readonly passwordHash: string | null;
  readonly disabledAt: number | null;
  readonly createdAt: number;
}

/** Who has shown their password, and the hash that it matched: the account may have another by now. */
export interface PasswordProof {
  readonly user: UserResource;
  readonly passwordHash: string;
}

export const SUPERUSER = "superuser";

/** The account as the API shows it. */
export function presentUser(account: Account): UserResource {
  const roles = [...account.roles];
  return {
    id: account.id,
    username: account.username,
    displayName: account.displayName,
    roles,
    isSuperuser: roles.includes(SUPERUSER),
  };
}
