import type {
  ConsentAction,
  ConsentSource,
  DeliveryState,
  DeviceType,
  EndReason,
  EventLevel,
  SessionKind,
} from "../contract/index.ts";

/** Rows as they are stored. JSON columns hold text; times are epoch ms. Rows never leave the stores. */
export interface SubjectRow {
  id: string;
  external_id: string | null;
  username: string;
  display_name: string;
  email: string | null;
  /** JSON array. */
  roles: string;
  password_hash: string | null;
  disabled_at: number | null;
  /** No token that vouches for an earlier sign-in is accepted. */
  not_before: number | null;
  /** When the host said what stands here of them; null for whom no host has vouched for since this is kept. */
  vouched_at: number | null;
  max_sessions: number | null;
  created_at: number;
}

/** The id of a subject that there is not: matches no person. */
export const NOBODY = "nobody";

export interface SessionRow {
  id: string;
  token_hash: string;
  previous_token_hash: string | null;
  rotated_at: number | null;
  kind: SessionKind;
  subject_id: string | null;
  /** Repeats the subject's, so that an index can sort by it; empty for nobody. */
  username: string;
  host_sid: string | null;
  /** JSON object. */
  data: string;
  created_at: number;
  authenticated_at: number | null;
  sudo_until: number | null;
  last_seen_at: number;
  idle_expires_at: number;
  absolute_expires_at: number;
  ended_at: number | null;
  end_reason: EndReason | null;
  ended_by: string | null;
  end_message: string | null;
  ip_first: string;
  ip_last: string;
  user_agent: string;
  /** JSON object. */
  client_hints: string | null;
  device_id: string | null;
  device_label: string;
  device_type: DeviceType;
  browser: string | null;
  os: string | null;
  country: string | null;
  city: string | null;
  request_count: number;
  /** JSON array of `{path, at}`, newest first, at most 10. */
  path_history: string;
}

export interface LoginAttemptRow {
  id: string;
  at: number;
  /** Only of names that exist: what was typed wrong may be a password. */
  subject_id: string | null;
  identifier_hash: string;
  outcome: "succeeded" | "failed" | "throttled";
  reason: string | null;
  purpose: "sign_in" | "confirmation";
  ip_address: string;
  user_agent: string;
  country: string | null;
  city: string | null;
}

export interface FrontendEventRow {
  id: string;
  at: number;
  received_at: number;
  type: string;
  level: EventLevel;
  message: string | null;
  path: string | null;
  count: number;
  data: string | null;
  session_id: string | null;
  subject_id: string | null;
}

export interface AuditRow {
  seq: number;
  at: number;
  action: string;
  /** Subject id, `system` or `operator`. */
  actor: string | null;
  target: string | null;
  /** JSON object. */
  data: string | null;
  salt: string | null;
  commitment: string;
  previous_hash: string | null;
  hash: string;
}

export interface ConsentPolicyRow {
  hash: string;
  version: number;
  /** JSON of the whole policy, in every language. */
  snapshot: string;
  created_at: number;
}

export interface ConsentDecisionRow {
  seq: number;
  id: string;
  action: ConsentAction;
  /** JSON array. */
  granted: string;
  policy_version: number;
  policy_hash: string;
  decided_at: number;
  received_at: number;
  locale: string;
  layout: string;
  source: ConsentSource;
  secret_hash: string | null;
  salt: string | null;
  commitment: string;
  previous_hash: string | null;
  hash: string;
}

/** Where a hash chain begins and ends now. */
export interface ChainRow {
  /** The table that it runs through. */
  chain: string;
  /** Of its last row; 0 and null while it is empty. */
  seq: number;
  hash: string | null;
  /** Rows up to here may be deleted; a PRUNED row of the audit log says why. */
  pruned_seq: number;
  pruned_hash: string | null;
}

/** A revocation that the host is to be told of. In the order of the commits. */
export interface OutboxRow {
  seq: number;
  at: number;
  session_id: string;
  /** The host's alias of its own session. */
  host_sid: string | null;
  /** The person as the host names them. */
  subject: string | null;
  end_reason: EndReason;
  end_message: string | null;
}

/** A webhook that tells of a revocation. */
export interface WebhookDeliveryRow {
  /** The `webhook-id` that the receiver sees. */
  id: string;
  /** Of the revocation. */
  seq: number;
  /** What is delivered in order among itself: the host's session. */
  queue: string;
  state: DeliveryState;
  attempts: number;
  /** When it is due; one under way is due again when its sender must have died. Null unless pending. */
  next_attempt_at: number | null;
  /** An attempt that fails after this is the last one. */
  expires_at: number;
  last_attempt_at: number | null;
  /** HTTP status. */
  last_status: number | null;
  last_error: string | null;
  delivered_at: number | null;
}

/** What happened in one hour that lies long enough back to change no more. */
export interface HourlyTallyRow {
  /** When it began. */
  hour: number;
  /** JSON of a Tally. */
  tally: string;
}

/** Whom a provider of sign-in knows somebody as. */
export interface IdentityRow {
  issuer: string;
  subject: string;
  subject_id: string;
  created_at: number;
}

/** That a person has signed in on a device. */
export interface DeviceRow {
  id: string;
  subject_id: string;
  first_seen_at: number;
  last_seen_at: number;
}

/** Table names, all with the prefix that keeps them apart in a shared database. */
export const TABLES = {
  subjects: "sereno_subjects",
  sessions: "sereno_sessions",
  loginAttempts: "sereno_login_attempts",
  identities: "sereno_identities",
  devices: "sereno_devices",
  rateLimits: "sereno_rate_limits",
  frontendEvents: "sereno_frontend_events",
  auditLog: "sereno_audit_log",
  consentPolicies: "sereno_consent_policies",
  consentDecisions: "sereno_consent_decisions",
  hourlyTallies: "sereno_hourly_tallies",
  chains: "sereno_chains",
  outbox: "sereno_outbox",
  usedTokens: "sereno_used_tokens",
  webhookDeliveries: "sereno_webhook_deliveries",
} as const;
