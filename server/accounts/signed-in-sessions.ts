import type { Context } from "koa";
import type {
  LogoutScope,
  PasswordAnswer,
  ReauthAnswer,
  SessionAnswer,
  UserResource,
  VerifyAnswer,
} from "../contract/index.ts";
import type { PasswordProof } from "./account.ts";

/**
 * What accounts ask of sessions; app.ts passes it. Each throws 401 where somebody must be signed in and is not, or
 * where the password shown no longer holds.
 */
export interface SignedInSessions {
  getUser(ctx: Context): UserResource;
  verify(ctx: Context): VerifyAnswer;
  signIn(ctx: Context, proof: PasswordProof, options: { remember: boolean }): Promise<SessionAnswer>;
  signInBearer(
    ctx: Context,
    proof: PasswordProof,
    options: { remember: boolean },
  ): Promise<SessionAnswer & { token: string }>;
  reauthenticate(ctx: Context): Promise<ReauthAnswer>;
  /** After a password change: ends all other sessions and gives this one another token. */
  renew(ctx: Context): Promise<PasswordAnswer>;
  signOut(ctx: Context, scope: LogoutScope): Promise<{ ended: number; endedAt: string }>;
  /** The host has signed the person out. Throws Problem `conflict` for a session that no host vouched for. */
  followHostSignOut(ctx: Context): Promise<{ ended: number; endedAt: string }>;
}
