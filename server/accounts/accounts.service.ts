import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal, JournalAction } from "../journal.ts";
import type { Account } from "./account.ts";
import { type AccountStore, normaliseUsername } from "./accounts.store.ts";
import type { PasswordHasher } from "./password-hasher.ts";

interface AccountServiceOptions {
  database: Database;
  store: AccountStore;
  hasher: PasswordHasher;
  journal: Journal;
  clock: Clock;
  newId(): string;
  /** Called when what sessions show of an account has changed. */
  onChange(accountId: string): void;
}

export interface NewAccount {
  username: string;
  displayName?: string | undefined;
  password: string;
  roles?: readonly string[];
}

export type AccountService = ReturnType<typeof createAccountService>;

/** NIST SP 800-63B-4, 3.1.1.2 asks for at least 15 characters alone and 8 with a second factor; we ask for 12. */
export const PASSWORD_LENGTH = 12;

/** Built-in accounts, for sites without their own and for operators. */
export function createAccountService(options: AccountServiceOptions) {
  const { database, store, hasher, journal, clock, newId, onChange } = options;

  async function getByUsername(username: string): Promise<Account> {
    const account = await store.findByUsername(username);
    if (account === undefined) throw new Problem("not_found", `There is no account “${username}”.`);
    return account;
  }

  async function change(
    account: Account,
    action: JournalAction,
    data: Record<string, unknown>,
  ): Promise<void> {
    await database.transaction(async (trx) => {
      await store.update(trx, account);
      await journal.record(trx, [{ at: clock(), action, actor: "operator", target: account.id, data }]);
    });
    onChange(account.id);
  }

  return {
    list: () => store.list(),
    findById: (id: string) => store.findById(id),
    findByUsername: (username: string) => store.findByUsername(username),

    /** Throws Problem `conflict` for a username that is taken, `invalid` for a password that is too short. */
    async create({ username, displayName, password, roles = [] }: NewAccount): Promise<Account> {
      requireLongEnough(password);
      const account: Account = {
        id: newId(),
        username: normaliseUsername(username),
        displayName: displayName ?? username,
        email: null,
        roles,
        passwordHash: await hasher.hash(password),
        disabledAt: null,
        createdAt: clock(),
      };
      await database.transaction(async (trx) => {
        await store.insert(trx, account);
        const data = { username: account.username, roles };
        await journal.record(trx, [
          { at: account.createdAt, action: "ACCOUNT_CREATED", actor: "operator", target: account.id, data },
        ]);
      });
      return account;
    },

    async setPassword(username: string, password: string): Promise<void> {
      requireLongEnough(password);
      const account = await getByUsername(username);
      await change({ ...account, passwordHash: await hasher.hash(password) }, "PASSWORD_CHANGED", {});
    },

    async setRoles(username: string, roles: readonly string[]): Promise<void> {
      await change({ ...(await getByUsername(username)), roles }, "ROLE_CHANGED", { roles });
    },
  };
}

function requireLongEnough(password: string): void {
  if (password.length >= PASSWORD_LENGTH) return;
  throw new Problem("invalid", `A password needs at least ${PASSWORD_LENGTH} characters.`, {
    errors: [{ path: "password", message: `must have at least ${PASSWORD_LENGTH} characters` }],
  });
}
