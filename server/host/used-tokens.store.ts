import type { Knex } from "knex";
import { returnedRows } from "../database/dialect.ts";
import { TABLES } from "../database/tables.ts";

/** Notes that a token was used. False when it was before, on whatever node: then it is good for nothing. */
export async function spendToken(trx: Knex.Transaction, jti: string, expiresAt: number): Promise<boolean> {
  const inserted = trx.raw(
    `INSERT INTO ${TABLES.usedTokens} (jti, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING jti`,
    [jti, expiresAt],
  );
  return (await returnedRows(inserted)).length === 1;
}
