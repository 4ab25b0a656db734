import type { SubjectRow } from "../../server/database/tables.ts";
import { DEMO_ACCOUNTS } from "../accounts.ts";
import { PEOPLE } from "./people.ts";
import type { Random } from "./random.ts";

const ACCOUNTS = new Set(DEMO_ACCOUNTS.map((account) => account.username));

/** Everybody as rows: the demo's accounts with the one known password, the others with none. */
export function subjectRows(random: Random, passwordHash: string, createdAt: number): SubjectRow[] {
  return PEOPLE.map(({ username, displayName, roles }) => ({
    id: `sub_${Buffer.from(random.hex(32), "hex").toString("base64url")}`,
    external_id: null,
    username,
    display_name: displayName,
    email: `${username}@vallesol.example`,
    roles: JSON.stringify(roles),
    password_hash: ACCOUNTS.has(username) ? passwordHash : null,
    disabled_at: null,
    not_before: null,
    vouched_at: null,
    max_sessions: null,
    created_at: createdAt,
  }));
}
