import type { Clock } from "../clock.ts";
import type { EndReason, UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal, JournalAction } from "../journal.ts";
import { type Account, type PasswordProof, SUPERUSER } from "./account.ts";
import { type AccountChanges, type AccountStore, normaliseUsername } from "./accounts.store.ts";
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
    ending: { reason: EndReason; by?: UserResource | undefined; actor?: string | undefined },
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

interface Change {
  action: JournalAction;
  changes: AccountChanges;
  /** What the account must still be, so that nothing decided meanwhile is undone. */
  expected?: AccountChanges;
  data?: Record<string, unknown>;
  by?: Changer;
}

/** Who changes an account: a person, what is none by its name in the audit log (`host:shop`), or an operator. */
type Changer = UserResource | string | undefined;

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

  /** Resolves to whether it was done; not when the account is no longer as expected. */
  async function change(id: string, { action, changes, expected, data = {}, by }: Change): Promise<boolean> {
    const actor = typeof by === "string" ? by : (by?.id ?? "operator");
    const isDone = await database.transaction(async (trx) => {
      if (!(await store.update(trx, id, changes, expected))) return false;
      await journal.record(trx, [{ at: clock(), action, actor, target: id, data }]);
      return true;
    });
    if (isDone) onChange(id);
    return isDone;
  }

  async function changeRoles(username: string, rolesOf: (roles: readonly string[]) => string[]) {
    const account = await getByUsername(username);
    const roles = rolesOf(account.roles);
    const expected = { roles: account.roles };
    const data = { roles };
    if (!(await change(account.id, { action: "ROLE_CHANGED", changes: { roles }, expected, data }))) {
      throw new Problem("conflict", `The roles of “${account.username}” have just been changed. Try again.`);
    }
    return { ...account, roles };
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
      const { id } = await getByUsername(username);
      const passwordHash = await hasher.hash(password);
      await change(id, { action: "PASSWORD_CHANGED", changes: { passwordHash } });
    },

    /**
     * A person's own change; they have shown the present one. Throws Problem `invalid` for a bad password, and
     * `invalid_credentials` when meanwhile the account was disabled or got another password.
     */
    async changePassword({ user, passwordHash: shown }: PasswordProof, password: string): Promise<void> {
      requireGoodPassword(password, "newPassword");
      const isDone = await change(user.id, {
        action: "PASSWORD_CHANGED",
        changes: { passwordHash: await hasher.hash(password) },
        expected: { passwordHash: shown, disabledAt: null },
        by: user,
      });
      if (!isDone) throw new Problem("invalid_credentials", "The password no longer holds. Sign in again.");
    },

    /** Adds the role of superuser to those that the person has. Repeatable. */
    promote: (username: string): Promise<Account> =>
      changeRoles(username, (roles) => [...new Set([...roles, SUPERUSER])]),

    /** Takes the role of superuser away, and no other. Repeatable. */
    demote: (username: string): Promise<Account> =>
      changeRoles(username, (roles) => roles.filter((role) => role !== SUPERUSER)),

    /** Bars the person from signing in and ends all their sessions. Repeatable. */
    async disable(id: string, by?: Changer): Promise<{ account: Account; ended: number }> {
      await getById(id);
      const changes = { disabledAt: clock() };
      await change(id, { action: "ACCOUNT_DISABLED", changes, expected: { disabledAt: null }, by });
      const ending = typeof by === "string" ? { actor: by } : { by };
      const ended = await endSessionsOf(id, { reason: "account_disabled", ...ending });
      return { account: await getById(id), ended };
    },

    /** Lets the person sign in again. What has ended stays ended. Repeatable. */
    async enable(id: string, by?: Changer): Promise<Account> {
      const { disabledAt } = await getById(id);
      if (disabledAt !== null) {
        const changes = { disabledAt: null };
        await change(id, { action: "ACCOUNT_ENABLED", changes, expected: { disabledAt }, by });
      }
      return getById(id);
    },

    /**
     * Ends all sessions of the person, then erases who they were everywhere; the audit chain still verifies. It
     * is barred first, so that no sign-in slips between; after a crash half-way the account is disabled, and
     * deleting it again finishes.
     */
    async delete(id: string, by?: UserResource): Promise<{ ended: number }> {
      await getById(id);
      await database.transaction((trx) =>
        store.update(trx, id, { disabledAt: clock() }, { disabledAt: null }),
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
