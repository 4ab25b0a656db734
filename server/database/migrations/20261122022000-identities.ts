import type { Knex } from "knex";

/** Who signs in with a provider: issuer and subject together name a person for good, nothing else does. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_identities", (table) => {
    table.text("issuer").notNullable();
    table.text("subject").notNullable();
    table.text("subject_id").notNullable().references("id").inTable("sereno_subjects").onDelete("CASCADE");
    table.bigInteger("created_at").notNullable();
    table.primary(["issuer", "subject"]);
    table.index(["subject_id"], "sereno_identities_subject");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("sereno_identities");
}
