import type { Knex } from "knex";
import type { Database } from "../database/connect.ts";
import { isUniqueViolation } from "../database/dialect.ts";
import { type LoginAttemptRow, type SubjectRow, TABLES } from "../database/tables.ts";
import { Problem } from "../http/problem.ts";
import type { Account } from "./account.ts";

export type LoginAttempt = Pick<
  LoginAttemptRow,
  | "id"
  | "at"
  | "subject_id"
  | "identifier_hash"
  | "outcome"
  | "reason"
  | "purpose"
  | "ip_address"
  | "user_agent"
>;

/** What changes of an account. */
export type AccountChanges = Partial<Pick<Account, "roles" | "passwordHash" | "disabledAt">>;

export type AccountStore = ReturnType<typeof createAccountStore>;

/** The subjects and login_attempts tables. Usernames are compared as `normaliseUsername` leaves them. */
export function createAccountStore({ knex }: Database) {
  return {
    async findByUsername(username: string): Promise<Account | undefined> {
      const row: SubjectRow | undefined = await knex(TABLES.subjects)
        .where({ username: normaliseUsername(username) })
        .first();
      return row && toAccount(row);
    },

    async findById(id: string): Promise<Account | undefined> {
      const row: SubjectRow | undefined = await knex(TABLES.subjects).where({ id }).first();
      return row && toAccount(row);
    },

    async list(): Promise<Account[]> {
      const rows: SubjectRow[] = await knex(TABLES.subjects).orderBy("username");
      return rows.map(toAccount);
    },

    /** Throws Problem `conflict` when the username is taken. */
    async insert(trx: Knex.Transaction, account: Account): Promise<void> {
      try {
        await trx(TABLES.subjects).insert(toRow(account));
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new Problem("conflict", `There is an account “${account.username}” already.`);
      }
    },

    /** Writes these columns alone, where the row is still as `expected` says. Resolves to whether it was. */
    async update(
      trx: Knex.Transaction,
      id: string,
      changes: AccountChanges,
      expected: AccountChanges = {},
    ): Promise<boolean> {
      const unchanged = trx(TABLES.subjects).where({ id, ...toColumns(expected) });
      return (await unchanged.update(toColumns(changes))) > 0;
    },

    async delete(trx: Knex.Transaction, id: string): Promise<void> {
      await trx(TABLES.subjects).where({ id }).delete();
    },

    /** Removes what leads from a person's attempts to them; that somebody tried, and with what outcome, stays. */
    async eraseAttempts(trx: Knex.Transaction, subjectId: string): Promise<void> {
      await trx(TABLES.loginAttempts).where({ subject_id: subjectId }).update({
        subject_id: null,
        identifier_hash: "",
        ip_address: "",
        user_agent: "",
        country: null,
        city: null,
      });
    },

    /** Resolves to whether it was new. */
    async insertNewAttempt(trx: Knex.Transaction, attempt: LoginAttempt): Promise<boolean> {
      const inserted = await trx(TABLES.loginAttempts)
        .insert({ ...attempt, country: null, city: null })
        .onConflict("id")
        .ignore()
        .returning("id");
      return inserted.length > 0;
    },

    async insertAttempt(trx: Knex.Transaction, attempt: LoginAttempt): Promise<void> {
      await trx(TABLES.loginAttempts).insert({ ...attempt, country: null, city: null });
    },
  };
}

/** Usernames differ neither by case nor by how an accent is composed. */
export function normaliseUsername(username: string): string {
  return username.normalize("NFKC").trim().toLowerCase();
}

export function toAccount(row: SubjectRow): Account {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    email: row.email,
    roles: JSON.parse(row.roles),
    passwordHash: row.password_hash,
    disabledAt: row.disabled_at,
    createdAt: row.created_at,
  };
}

function toColumns({ roles, passwordHash, disabledAt }: AccountChanges): Partial<SubjectRow> {
  return {
    ...(roles !== undefined && { roles: JSON.stringify(roles) }),
    ...(passwordHash !== undefined && { password_hash: passwordHash }),
    ...(disabledAt !== undefined && { disabled_at: disabledAt }),
  };
}

function toRow(account: Account) {
  return {
    id: account.id,
    username: normaliseUsername(account.username),
    display_name: account.displayName,
    email: account.email,
    roles: JSON.stringify(account.roles),
    password_hash: account.passwordHash,
    disabled_at: account.disabledAt,
    created_at: account.createdAt,
  };
}
