import type { Knex } from "knex";
import type { Clock } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { isUniqueViolation } from "../database/dialect.ts";
import { type IdentityRow, type SubjectRow, TABLES } from "../database/tables.ts";
import type { Journal } from "../journal.ts";
import { presentUser } from "./account.ts";
import { normaliseUsername, toAccount } from "./accounts.store.ts";

/** A person as a provider of sign-in knows them. */
export interface ProvidersPerson {
  /** As the settings name it. */
  provider: string;
  issuer: string;
  /** The provider's name for them, which never changes. */
  subject: string;
  /** May change hands there. */
  username: string;
  displayName: string;
  email: string | null;
}

interface ProviderPeopleOptions {
  database: Database;
  journal: Journal;
  clock: Clock;
  newId(): string;
  /** Called when what sessions show of somebody has changed. */
  onChange(): void;
}

export type ProviderPeople = ReturnType<typeof createProviderPeople>;

/**
 * People who sign in with a provider. They are known by issuer and subject alone: neither an e-mail address nor a
 * username there makes anybody an account that is here already.
 */
export function createProviderPeople({ database, journal, clock, newId, onChange }: ProviderPeopleOptions) {
  async function find(
    { issuer, subject }: Pick<ProvidersPerson, "issuer" | "subject">,
    reader: Knex | Knex.Transaction,
  ): Promise<SubjectRow | undefined> {
    return reader({ i: TABLES.identities })
      .join({ s: TABLES.subjects }, "s.id", "i.subject_id")
      .where({ "i.issuer": issuer, "i.subject": subject })
      .first("s.*");
  }

  /** Their name there with the provider's before it: no built-in account has such a one, so nobody poses as one. */
  async function create(trx: Knex.Transaction, person: ProvidersPerson): Promise<SubjectRow> {
    const id = newId();
    const name = normaliseUsername(`${person.provider}:${person.username}`);
    const isTaken = (await trx(TABLES.subjects).where({ username: name }).first("id")) !== undefined;
    const username = isTaken ? `${name}-${id.slice(-6).toLowerCase()}` : name;
    const at = clock();
    const row = { ...describe(person), id, username, roles: "[]", created_at: at };
    await trx<SubjectRow>(TABLES.subjects).insert(row);
    const { issuer, subject } = person;
    await trx<IdentityRow>(TABLES.identities).insert({ issuer, subject, subject_id: id, created_at: at });
    const data = { username, roles: [], provider: person.provider };
    await journal.record(trx, [{ at, action: "ACCOUNT_CREATED", actor: "system", target: id, data }]);
    const created = await find(person, trx);
    if (created === undefined) throw new Error("a person whom a provider knows could not be kept");
    return created;
  }

  async function admitInside(trx: Knex.Transaction, person: ProvidersPerson) {
    const known = await find(person, trx);
    const row = known ?? (await create(trx, person));
    const described = describe(person);
    const isChanged = row.display_name !== described.display_name || row.email !== described.email;
    if (isChanged) await trx<SubjectRow>(TABLES.subjects).where({ id: row.id }).update(described);
    const account = toAccount({ ...row, ...described });
    return { user: presentUser(account), isDisabled: account.disabledAt !== null, isChanged };
  }

  return {
    /** Whose account it is, made when there is none, with the name and address that the provider tells now. */
    async admit(person: ProvidersPerson): Promise<{ user: UserResource; isDisabled: boolean }> {
      const admit = () => database.transaction((trx) => admitInside(trx, person));
      const admitted = await admit().catch((error: unknown) => {
        // Two first sign-ins at once: the other one has kept them.
        if (isUniqueViolation(error)) return admit();
        throw error;
      });
      if (admitted.isChanged) onChange();
      return admitted;
    },

    /** Whom the provider names, where they have signed in before. */
    async findId(person: Pick<ProvidersPerson, "issuer" | "subject">): Promise<string | undefined> {
      return (await find(person, database.knex))?.id;
    },

    /** Issuers that the person signs in with. None for who has a password here. */
    async findIssuers(id: string): Promise<string[]> {
      return database
        .knex({ i: TABLES.identities })
        .join({ s: TABLES.subjects }, "s.id", "i.subject_id")
        .where({ "s.id": id })
        .whereNull("s.password_hash")
        .orderBy("i.created_at")
        .pluck("i.issuer");
    },
  };
}

function describe({ displayName, email }: ProvidersPerson): Pick<SubjectRow, "display_name" | "email"> {
  return { display_name: displayName, email };
}
