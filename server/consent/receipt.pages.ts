import type Router from "@koa/router";
import type { Context } from "koa";
import { HOUR_MS } from "../clock.ts";
import type { PolicyResource, ReceiptResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { type CookieConfig, clearCookie, setCookie } from "../http/cookies.ts";
import { answerPage } from "../http/html.ts";
import { validate } from "../http/validate.ts";
import { presentDecision } from "./consent.present.ts";
import { decisionId, receiptForm } from "./consent.schema.ts";
import type { ConsentService } from "./consent.service.ts";
import { receiptTexts } from "./page-texts.ts";
import { type Receipt, receiptPage, type ReceiptPageState } from "./receipt-page.view.ts";

/** Carries a new receipt from the answer to the page that shows it, once. */
const NEW_RECEIPT_COOKIE = "sereno_new_receipt";

export interface ReceiptPagesOptions {
  consent: ConsentService;
  cookie: CookieConfig;
  basePath: string;
  /** Where to go afterwards; empty for nowhere. */
  findNext(next: unknown): string;
  /** The policy in the language of the browser. */
  policyFor(ctx: Context): PolicyResource;
  isPrivacyControlled(ctx: Context): boolean;
  /** Throws Problem `rate_limited`. */
  limit(ctx: Context): Promise<void>;
}

/** `/consent/receipt`: a visitor without JavaScript sees, takes and erases the record of an answer by plain forms. */
export function addReceiptPages(router: Router, options: ReceiptPagesOptions): void {
  const { consent, cookie, basePath, findNext, policyFor, isPrivacyControlled, limit } = options;

  router.get("/consent/receipt", (ctx) => {
    const fresh = takeNewReceipt(ctx, cookie, basePath);
    answer(ctx, { fresh, next: findNext(ctx.query.next) });
  });

  router.post("/consent/receipt", async (ctx) => {
    await limit(ctx);
    const { id, secret, do: wanted } = validate(receiptForm, getBody(ctx));
    const receipt = { id, secret };
    if (wanted === "erase") {
      const isErased = decisionId.safeParse(id).success && (await consent.erase(id.toLowerCase(), secret));
      return answer(ctx, isErased ? { isErased } : { isUnknown: true });
    }
    const record = await findRecord(receipt);
    if (record === undefined) return answer(ctx, { isUnknown: true });
    if (wanted === "show") return answer(ctx, { shown: { receipt, record } });
    ctx.attachment(`consent-receipt-${record.id}.json`);
    ctx.type = "application/json";
    ctx.body = `${JSON.stringify(record, undefined, 2)}\n`;
  });

  async function findRecord({ id, secret }: Receipt): Promise<ReceiptResource | undefined> {
    const parsed = decisionId.safeParse(id);
    const decision = parsed.success ? await consent.findWithSecret(parsed.data, secret) : undefined;
    const policy = decision && (await consent.findPolicy(decision.policyHash, decision.locale));
    return decision && policy && { ...presentDecision(decision), policy };
  }

  function answer(
    ctx: Context,
    state: Omit<ReceiptPageState, "basePath" | "locale" | "text" | "isPrivacyControlled">,
  ) {
    const policy = policyFor(ctx);
    const { locale } = policy;
    const text = receiptTexts(policy);
    ctx.vary("Accept-Language");
    ctx.status = state.isUnknown ? 404 : 200;
    const body = receiptPage({
      ...state,
      basePath,
      locale,
      text,
      isPrivacyControlled: isPrivacyControlled(ctx),
    });
    answerPage(ctx, { title: text.title, basePath, lang: locale, body });
  }
}

/** Keeps a new receipt for the one page that shows it; page scripts cannot read it, and no other path gets it. */
export function keepNewReceipt(ctx: Context, cookie: CookieConfig, basePath: string, receipt: Receipt): void {
  setCookie(ctx, cookie, NEW_RECEIPT_COOKIE, `${receipt.id}.${receipt.secret}`, {
    httpOnly: true,
    maxAge: HOUR_MS,
    sameSite: "lax",
    path: `${basePath}/consent/receipt`,
  });
}

function takeNewReceipt(ctx: Context, cookie: CookieConfig, basePath: string): Receipt | undefined {
  const [, id, secret] =
    /^([\da-f-]{36})\.([\w-]{22,64})$/.exec(ctx.cookies.get(NEW_RECEIPT_COOKIE) ?? "") ?? [];
  if (id === undefined || secret === undefined) return undefined;
  clearCookie(ctx, cookie, NEW_RECEIPT_COOKIE, `${basePath}/consent/receipt`);
  return { id, secret };
}
