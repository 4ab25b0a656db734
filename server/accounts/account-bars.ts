import type { Context } from "koa";
import type { DisableAnswer, EnableAnswer, UserResource } from "../contract/index.ts";
import { Problem } from "../http/problem.ts";
import type { AccountService } from "./accounts.service.ts";
import { presentAccount } from "./people.present.ts";

interface AccountBarsOptions {
  accounts: Pick<AccountService, "disable" | "enable">;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required`. */
  requireRecentAuthentication(ctx: Context): void;
}

export type AccountBars = ReturnType<typeof createAccountBars>;

/** Barring people from signing in, and letting them again, as the superuser of the request. */
export function createAccountBars({ accounts, getUser, requireRecentAuthentication }: AccountBarsOptions) {
  return {
    /** Ends all their sessions. Throws Problem `conflict` for oneself, `not_found`, `reauth_required`. */
    async disable(ctx: Context, id: string): Promise<DisableAnswer> {
      const by = getUser(ctx);
      requireRecentAuthentication(ctx);
      if (id === by.id) throw new Problem("conflict", "You cannot disable yourself.");
      const { account, ended } = await accounts.disable(id, by);
      return { user: presentAccount(account), ended };
    },

    /** Throws Problem `not_found`, `reauth_required`. */
    async enable(ctx: Context, id: string): Promise<EnableAnswer> {
      requireRecentAuthentication(ctx);
      return { user: presentAccount(await accounts.enable(id, getUser(ctx))) };
    },
  };
}
