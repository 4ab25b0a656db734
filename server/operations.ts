import { accountOperations } from "./accounts/accounts.openapi.ts";
import { peopleOperations } from "./accounts/people.openapi.ts";
import { reauthPageOperations } from "./accounts/reauth.openapi.ts";
import { auditOperations } from "./audit/audit.openapi.ts";
import { consoleOperations } from "./console/console.openapi.ts";
import { consentAdminOperations } from "./consent/consent-admin.openapi.ts";
import { consentOperations } from "./consent/consent.openapi.ts";
import { debugOperations } from "./debug/debug.openapi.ts";
import { frontendLogOperations } from "./frontend-log/frontend-log.openapi.ts";
import { handoverOperations } from "./host/handover.openapi.ts";
import { serverApiOperations } from "./host/server-api.openapi.ts";
import { webhookOperations } from "./host/webhooks.openapi.ts";
import type { Operations } from "./http/operation.ts";
import { metricsOperations } from "./metrics/metrics.openapi.ts";
import { serverOperations } from "./openapi/server.openapi.ts";
import { prometheusOperations } from "./prometheus/prometheus.openapi.ts";
import { providerOperations } from "./providers/providers.openapi.ts";
import { adminSessionOperations } from "./sessions/admin-sessions.openapi.ts";
import { sessionOperations } from "./sessions/sessions.openapi.ts";

/**
 * What every route takes and answers, for the OpenAPI document and for the tests that hold answers to it. A
 * feature describes its routes in `<feature>.openapi.ts` beside them; one that is missing here fails a test.
 */
export const OPERATIONS: Operations = {
  ...accountOperations,
  ...handoverOperations,
  ...peopleOperations,
  ...reauthPageOperations,
  ...providerOperations,
  ...sessionOperations,
  ...adminSessionOperations,
  ...frontendLogOperations,
  ...auditOperations,
  ...consoleOperations,
  ...consentOperations,
  ...consentAdminOperations,
  ...debugOperations,
  ...serverApiOperations,
  ...webhookOperations,
  ...metricsOperations,
  ...prometheusOperations,
  ...serverOperations,
};
