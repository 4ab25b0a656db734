import { z } from "zod";
import type { RevealRequest } from "../contract/index.ts";

export const revealRequest = z.object({
  cookie: z.string().min(1).max(200),
}) satisfies z.ZodType<RevealRequest>;
