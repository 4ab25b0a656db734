import type { Knex } from "knex";
import { returnedRows } from "../database/dialect.ts";
import { TABLES } from "../database/tables.ts";

const ALIAS = "alias:";

/** Notes that a token was used. False when it was before, on whatever node: then it is good for nothing. */
export async function spendToken(trx: Knex.Transaction, jti: string, expiresAt: number): Promise<boolean> {
  const inserted = trx.raw(
    `INSERT INTO ${TABLES.usedTokens} (jti, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING jti`,
    [jti, expiresAt],
  );
  return (await returnedRows(inserted)).length === 1;
}

/** Notes that the host has ended its session: what it signed for it before begins nothing any more. */
export async function spendAlias(knex: Knex, sid: string, expiresAt: number): Promise<void> {
  await knex(TABLES.usedTokens)
    .insert({ jti: ALIAS + sid, expires_at: expiresAt })
    .onConflict("jti")
    .merge();
}

export async function isAliasSpent(trx: Knex.Transaction, sid: string): Promise<boolean> {
  return (
    (await trx(TABLES.usedTokens)
      .where({ jti: ALIAS + sid })
      .first("jti")) !== undefined
  );
}
