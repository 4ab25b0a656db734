import { z } from "zod";
import type { HandoverRequest } from "../contract/index.ts";

/** A JWT in its compact form; what is longer is no token of a host. */
export const handoverRequest = z.object({
  token: z.string().min(1).max(8_192),
}) satisfies z.ZodType<HandoverRequest>;
