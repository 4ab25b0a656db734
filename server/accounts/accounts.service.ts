import type { Clock } from "../clock.ts";
import type { EndReason, UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal, JournalAction } from "../journal.ts";
import type { Account } from "./account.ts";
import { type AccountStore, normaliseUsername } from "./accounts.store.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import { requireGoodPassword } from "./password-rules.ts";

interface AccountServiceOptions {
  database: Database;
  store: AccountStore;
  hasher: PasswordHasher;
  journal: Journal;
  clock: Clock;
  newId(): string;
  /** Called when what sessions show of an account has changed. */
  onChange(accountId: string): void;
  /** Ends all sessions of a person; resolves to how many. */
  endSessionsOf(
    accountId: string,
    ending: { reason: EndReason; by?: UserResource | undefined },
  ): Promise<number>;
  /** Removes from everywhere else what leads to the person. Repeatable. */
  erasePerson(accountId: string): Promise<void>;
}

export interface NewAccount {
  username: string;
  displayName?: string | undefined;
  password: string;
  roles?: readonly string[];
}

export type AccountService = ReturnType<typeof createAccountService>;

/** Built-in accounts, for sites without their own and for operators. */
export function createAccountService(options: AccountServiceOptions) {
  const { database, store, hasher, journal, clock, newId, onChange, endSessionsOf, erasePerson } = options;

  async function getByUsername(username: string): Promise<Account> {
    const account = await store.findByUsername(username);
    if (account === undefined) throw new Problem("not_found", `There is no account “${username}”.`);
    return account;
  }

  async function getById(id: string): Promise<Account> {
    const account = await store.findById(id);
    if (account === undefined) throw new Problem("not_found", "There is no such account.");
    return account;
  }

  async function change(
    account: Account,
    action: JournalAction,
    data: Record<string, unknown> = {},
    by?: UserResource,
  ): Promise<void> {
    const actor = by?.id ?? "operator";
    await database.transaction(async (trx) => {
      await store.update(trx, account);
      await journal.record(trx, [{ at: clock(), action, actor, target: account.id, data }]);
    });
    onChange(account.id);
  }

  return {
    list: () => store.list(),
    findById: (id: string) => store.findById(id),
    findByUsername: (username: string) => store.findByUsername(username),

    /** Throws Problem `conflict` for a username that is taken, `invalid` for a bad password. */
    async create({ username, displayName, password, roles = [] }: NewAccount): Promise<Account> {
      requireGoodPassword(password);
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
      requireGoodPassword(password);
      const account = await getByUsername(username);
      await change({ ...account, passwordHash: await hasher.hash(password) }, "PASSWORD_CHANGED");
    },

    /** A person's own change; they have shown the present one. Throws Problem `invalid` for a bad password. */
    async changePassword(by: UserResource, password: string): Promise<void> {
      requireGoodPassword(password, "newPassword");
      const account = await getById(by.id);
      await change({ ...account, passwordHash: await hasher.hash(password) }, "PASSWORD_CHANGED", {}, by);
    },

    async setRoles(username: string, roles: readonly string[]): Promise<void> {
      await change({ ...(await getByUsername(username)), roles }, "ROLE_CHANGED", { roles });
    },

    /** Bars the person from signing in and ends all their sessions. `by` is the superuser, none for an operator. Repeatable. */
    async disable(id: string, by?: UserResource): Promise<{ account: Account; ended: number }> {
      const present = await getById(id);
      const account = { ...present, disabledAt: present.disabledAt ?? clock() };
      if (present.disabledAt === null) await change(account, "ACCOUNT_DISABLED", {}, by);
      const ended = await endSessionsOf(id, { reason: "account_disabled", by });
      return { account, ended };
    },

    /** Lets the person sign in again. What has ended stays ended. Repeatable. */
    async enable(id: string, by?: UserResource): Promise<Account> {
      const present = await getById(id);
      const account = { ...present, disabledAt: null };
      if (present.disabledAt !== null) await change(account, "ACCOUNT_ENABLED", {}, by);
      return account;
    },

    /**
     * Ends all sessions of the person, then erases who they were everywhere; the audit chain still verifies. It
     * is barred first, so that no sign-in slips between; after a crash half-way the account is disabled, and
     * deleting it again finishes.
     */
    async delete(id: string, by?: UserResource): Promise<{ ended: number }> {
      const account = await getById(id);
      await database.transaction((trx) =>
        store.update(trx, { ...account, disabledAt: account.disabledAt ?? clock() }),
      );
      const ended = await endSessionsOf(id, { reason: "account_deleted", by });
      await erasePerson(id);
      await database.transaction(async (trx) => {
        await store.eraseAttempts(trx, id);
        await store.delete(trx, id);
        const actor = by?.id ?? "operator";
        await journal.record(trx, [{ at: clock(), action: "ACCOUNT_DELETED", actor, target: id }]);
      });
      onChange(id);
      return { ended };
    },
  };
}
