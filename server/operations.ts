import { accountOperations } from "./accounts/accounts.openapi.ts";
import type { Operations } from "./http/operation.ts";
import { sessionOperations } from "./sessions/sessions.openapi.ts";

/**
 * What every route takes and answers, for the OpenAPI document and for the tests that hold answers to it. A
 * feature describes its routes in `<feature>.openapi.ts` beside them; one that is missing here fails a test.
 */
export const OPERATIONS: Operations = {
  ...accountOperations,
  ...sessionOperations,
};
