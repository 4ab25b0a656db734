import { z } from "zod";
import type { LoginRequest, LogoutRequest, PasswordRequest, ReauthRequest } from "../contract/index.ts";

/** Longer ones are refused before they cost a hash. */
const password = z.string().min(1).max(1_024);

export const loginRequest = z.object({
  username: z.string().trim().min(1).max(200),
  password,
  remember: z.boolean().exactOptional(),
}) satisfies z.ZodType<LoginRequest>;

export const logoutRequest = z.object({
  scope: z.enum(["current", "others", "all"]).exactOptional(),
  reason: z.literal("host_logout").exactOptional(),
}) satisfies z.ZodType<LogoutRequest>;

export const reauthRequest = z.object({ password }) satisfies z.ZodType<ReauthRequest>;

export const passwordRequest = z.object({
  currentPassword: password,
  newPassword: password,
}) satisfies z.ZodType<PasswordRequest>;

/** The same sign-in as a form sends it: a checkbox is `on` or absent. */
export const loginForm = z.object({
  username: z.string().trim().min(1).max(200),
  password,
  remember: z.literal("on").exactOptional(),
  next: z.string().max(2_048).exactOptional(),
});
