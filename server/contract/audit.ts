/** A row of the audit log. */
export interface AuditEntryResource {
  /** Its place in the chain. */
  seq: number;
  /** ISO 8601. */
  at: string;
  /** A user's id, `system` for what happens by itself, `operator` for commands; null for nobody known, and once erased. */
  actor: string | null;
  /** A name of operations.md, such as `SESSION_FORCE_CLOSE`. */
  action: string;
  /** Id of what it happened to. */
  target: string | null;
  data: Record<string, unknown> | null;
  hash: string;
  previousHash: string | null;
}
