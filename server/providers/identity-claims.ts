import { z } from "zod";

/** Lengths as in `subjects`' other sources. Control characters have no place in a name, and PostgreSQL takes no NUL. */
const text = (most: number) =>
  z
    .string()
    .transform((value) => value.replaceAll(/\p{Cc}/gu, "").trim())
    .pipe(z.string().min(1).max(most));

/** What is no use as a name is as good as none. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** What an ID token, with what userinfo adds to it, says of a person (OpenID Connect Core 1.0, 2 and 5.1). */
export const identityClaims = z.object({
  iss: z.string().min(1).max(500),
  /** Identifies; nothing of it may be lost. */
  sub: z
    .string()
    .min(1)
    .max(255)
    .regex(/^\P{Cc}+$/u),
  preferred_username: optional(text(100)),
  name: optional(text(200)),
  email: optional(text(320)),
  email_verified: optional(z.boolean()),
  /** Seconds. */
  auth_time: z.number().min(0).max(8_640_000_000_000).optional(),
});
