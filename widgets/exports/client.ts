/** What the elements work with, for who gives them an `api` or a `pageSession` of their own, in tests for instance. */

export type { Consent } from "../consent/consent-api.ts";
export {
  type ApiClient,
  type ApiClientOptions,
  ApiError,
  createApiClient,
  pageApi,
  type RequestOptions,
} from "../shared/api-client.ts";
export {
  type LogoutOptions,
  type LogoutProblem,
  type PageSession,
  pageSession,
  type SessionEnding,
} from "../shared/page-session.ts";
export type { Sereno } from "../shared/sereno-global.ts";
export { setBase } from "./page-base.ts";
