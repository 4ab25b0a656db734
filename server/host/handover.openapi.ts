import { z } from "zod";
import type { HandoverAnswer } from "../contract/index.ts";
import type { Operations } from "../http/operation.ts";
import { isoTime, sessionResource, userResource } from "../http/wire.schema.ts";
import { handoverRequest } from "./handover.schema.ts";

const handoverAnswer = z.object({
  user: userResource,
  session: sessionResource,
  csrfToken: z.string(),
  sudoUntil: isoTime,
}) satisfies z.ZodType<HandoverAnswer>;

export const handoverOperations: Operations = {
  "POST /api/auth/handover": {
    summary: "Signs in whom the host vouches for; 200 when that renews the present session",
    access: "anyone",
    body: handoverRequest,
    answers: { 200: handoverAnswer, 201: handoverAnswer },
    problems: ["invalid_credentials", "session_limit", "conflict", "session_ended", "rate_limited"],
  },
};
