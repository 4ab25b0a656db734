import { z } from "zod";
import type { Operations } from "../http/operation.ts";
import { reauthRequest } from "./accounts.schema.ts";

export const reauthPageOperations: Operations = {
  "GET /reauth": {
    summary:
      "Asks for the password once more; to `next` at once where that was lately, to the sign-in page for nobody",
    access: "anyone",
    query: z.object({ next: z.string().exactOptional() }),
    answers: { 200: "text/html", 303: null },
  },
  "POST /reauth": {
    summary: "Confirms the password by form",
    access: "anyone",
    form: reauthRequest.extend({ csrf: z.string(), next: z.string().exactOptional() }),
    answers: { 303: null, 401: "text/html", 422: "text/html", 429: "text/html" },
  },
};
