import type { Knex } from "knex";
import type { Database } from "../database/connect.ts";
import { type DeviceRow, TABLES } from "../database/tables.ts";

/** Which people have signed in on which devices. */
export interface DeviceStore {
  isKnown(id: string, subjectId: string): Promise<boolean>;
  /** Remembers a sign-in. */
  keep(trx: Knex.Transaction, device: { id: string; subjectId: string; at: number }): Promise<void>;
}

export function createDeviceStore({ knex }: Database): DeviceStore {
  return {
    async isKnown(id, subjectId) {
      const row = await knex<DeviceRow>(TABLES.devices).where({ id, subject_id: subjectId }).first("id");
      return row !== undefined;
    },
    async keep(trx, { id, subjectId, at }) {
      await trx<DeviceRow>(TABLES.devices)
        .insert({ id, subject_id: subjectId, first_seen_at: at, last_seen_at: at })
        .onConflict(["id", "subject_id"])
        .merge(["last_seen_at"]);
    },
  };
}
