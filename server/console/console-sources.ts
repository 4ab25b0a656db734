import type { Context } from "koa";
import type {
  AccountResource,
  AuditEntryResource,
  ConsentRates,
  DecisionResource,
  DisableAnswer,
  EnableAnswer,
  EndSessionsAnswer,
  FrontendEventGroups,
  FrontendEventResource,
  LoginAttemptResource,
  MetricsAnswer,
  MetricsWindow,
  Page,
  SessionResource,
  WebhookDeliveryResource,
} from "../contract/index.ts";

/** Parameters as the API takes them. */
export type Query = Readonly<Record<string, string>>;

/**
 * Where the hosted pages get what they show and do: what the API's routes call, from the same query. Each throws
 * the Problems that the API answers with.
 */
export interface ConsoleSources {
  ownSessions(userId: string, query: Query, currentId: string): Promise<Page<SessionResource>>;
  sessions(query: Query, currentId: string): Promise<Page<SessionResource>>;
  sessionsOf(userId: string, query: Query, currentId: string): Promise<Page<SessionResource>>;
  findSession(id: string, currentId: string): Promise<SessionResource | undefined>;
  /** Ends one of one's own. */
  revokeSession(ctx: Context, id: string): Promise<void>;
  endSessions(ctx: Context, request: unknown): Promise<EndSessionsAnswer>;

  users(query: Query): Promise<Page<AccountResource>>;
  /** By username or id. */
  findUser(usernameOrId: string): Promise<AccountResource | undefined>;
  /** Those of `ids` that are people. */
  findUsers(ids: readonly string[]): Promise<AccountResource[]>;
  disableUser(ctx: Context, id: string): Promise<DisableAnswer>;
  enableUser(ctx: Context, id: string): Promise<EnableAnswer>;

  attempts(query: Query): Promise<Page<LoginAttemptResource>>;
  audit(query: Query): Promise<Page<AuditEntryResource>>;
  events(query: Query): Promise<Page<FrontendEventResource>>;
  eventGroups(query: Query): Promise<FrontendEventGroups>;
  decisions(query: Query): Promise<Page<DecisionResource>>;
  consentRates(query: Query): Promise<ConsentRates>;
  deliveries: {
    /** Whether anything is sent now. */
    isConfigured: boolean;
    list(query: Query): Promise<Page<WebhookDeliveryResource>>;
    find(id: string): Promise<WebhookDeliveryResource | undefined>;
    resend(ctx: Context, id: string): Promise<WebhookDeliveryResource>;
  };
  metrics(window: MetricsWindow): Promise<MetricsAnswer>;

  /** Throws 403 `reauth_required`. */
  requireRecentAuthentication(ctx: Context): void;
}
