import type { Knex } from "knex";

/** Tokens that a host's visitors have brought, for as long as they could be brought again. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_used_tokens", (table) => {
    table.text("jti").primary();
    table.bigInteger("expires_at").notNullable();
    table.index(["expires_at"], "sereno_used_tokens_expires");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("sereno_used_tokens");
}
