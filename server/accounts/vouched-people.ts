import type { Knex } from "knex";
import type { Clock } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import { lockRow } from "../database/dialect.ts";
import { type SubjectRow, TABLES } from "../database/tables.ts";
import type { Journal, JournalAction } from "../journal.ts";
import { presentUser } from "./account.ts";
import { normaliseUsername, toAccount } from "./accounts.store.ts";

/** A person as their host knows them. */
export interface VouchedPerson {
  /** The host's name for them, which never changes. */
  externalId: string;
  displayName: string;
  email: string | null;
  /** All of them: a role that is not named is taken away. */
  roles: readonly string[];
  /** When the host said so, epoch ms. */
  saidAt: number;
}

export interface AdmittedPerson {
  user: UserResource;
  isDisabled: boolean;
  /** No sign-in at the host before then counts, epoch ms. */
  notBefore: number | null;
  /** Whether what sessions show of the person is another than before. */
  isChanged: boolean;
}

interface VouchedPeopleOptions {
  journal: Journal;
  clock: Clock;
  newId(): string;
}

type Description = Pick<SubjectRow, (typeof COLUMNS)[number]>;

/** What the host decides. */
const COLUMNS = ["display_name", "email", "roles"] as const;

export type VouchedPeople = ReturnType<typeof createVouchedPeople>;

/** People that a host vouches for: they are what it says, have no password here, and are nobody's built-in account. */
export function createVouchedPeople({ journal, clock, newId }: VouchedPeopleOptions) {
  /** The host may name them like a built-in account, which keeps its username. */
  async function findOrCreate(
    trx: Knex.Transaction,
    person: VouchedPerson,
  ): Promise<{ row: SubjectRow; isNew: boolean }> {
    const { externalId } = person;
    const id = newId();
    for (const username of [externalId, `host:${externalId}`, id].map(normaliseUsername)) {
      const row = await findLocked(trx, externalId);
      if (row !== undefined) return { row, isNew: row.id === id };
      const created = { ...describe(person), id, external_id: externalId, username, created_at: clock() };
      // Two first visits at once: the second waits for the first one, and then finds it.
      await trx(TABLES.subjects).insert(created).onConflict().ignore();
    }
    const row = await findLocked(trx, externalId);
    if (row === undefined) throw new Error("a person that a host vouches for could not be kept");
    return { row, isNew: row.id === id };
  }

  function record(trx: Knex.Transaction, action: JournalAction, id: string, data: Record<string, unknown>) {
    return journal.record(trx, [
      { at: clock(), action, actor: "system", target: id, data: { ...data, vouchedFor: true } },
    ]);
  }

  return {
    /** Takes over what the host says of the person, in `trx`, unless it has said something since. */
    async admit(trx: Knex.Transaction, person: VouchedPerson): Promise<AdmittedPerson> {
      const { row, isNew } = await findOrCreate(trx, person);
      if (person.saidAt < (row.vouched_at ?? 0)) return toAdmitted(row, { isChanged: false });
      const description = describe(person);
      const isChanged = COLUMNS.some((column) => row[column] !== description[column]);
      const said = { ...description, vouched_at: person.saidAt };
      await trx(TABLES.subjects).where({ id: row.id }).update(said);
      const { roles } = person;
      if (isNew) await record(trx, "ACCOUNT_CREATED", row.id, { username: row.username, roles });
      if (row.roles !== description.roles) await record(trx, "ROLE_CHANGED", row.id, { roles });
      return toAdmitted({ ...row, ...said }, { isChanged });
    },
  };
}

function findLocked(trx: Knex.Transaction, externalId: string): Promise<SubjectRow | undefined> {
  return lockRow(trx, trx<SubjectRow>(TABLES.subjects).where({ external_id: externalId }).first());
}

function toAdmitted(row: SubjectRow, { isChanged }: Pick<AdmittedPerson, "isChanged">): AdmittedPerson {
  const account = toAccount(row);
  const isDisabled = account.disabledAt !== null;
  return { user: presentUser(account), isDisabled, notBefore: row.not_before, isChanged };
}

function describe({ displayName, email, roles }: VouchedPerson): Description {
  return { display_name: displayName, email, roles: JSON.stringify(roles) };
}
