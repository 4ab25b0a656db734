import type { AuditEntryResource } from "../contract/index.ts";

/** A row of the audit log as it is read; `at` in epoch ms. */
export type AuditEntry = Omit<AuditEntryResource, "at"> & { at: number };

/** The entry for the wire. */
export function presentEntry(entry: AuditEntry): AuditEntryResource {
  return { ...entry, at: new Date(entry.at).toISOString() };
}
