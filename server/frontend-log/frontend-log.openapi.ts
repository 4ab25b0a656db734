import type { Operations } from "../http/operation.ts";
import { FRONTEND_LOG_PATH } from "./frontend-log.routes.ts";
import { frontendLogBody } from "./frontend-log.schema.ts";

export const frontendLogOperations: Operations = {
  [`POST ${FRONTEND_LOG_PATH}`]: {
    summary: "Events of the page; also as text/plain, for beacons. What is answered 204 is stored",
    access: "anyone",
    body: frontendLogBody,
    answers: { 204: null },
    problems: ["rate_limited"],
  },
};
