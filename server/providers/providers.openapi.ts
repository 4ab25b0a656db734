import { z } from "zod";
import type { Page, ProviderResource } from "../contract/index.ts";
import type { Operations } from "../http/operation.ts";
import { pageOf } from "../http/wire.schema.ts";

const providerResource = z
  .object({ name: z.string(), label: z.string(), url: z.url() })
  .meta({ id: "Provider" }) satisfies z.ZodType<ProviderResource>;

const providersAnswer = pageOf(providerResource) satisfies z.ZodType<Page<ProviderResource>>;

const provider = z.object({ provider: z.string() });

export const providerOperations: Operations = {
  "GET /api/auth/providers": {
    summary: "Providers that one may sign in with",
    access: "anyone",
    answers: { 200: providersAnswer },
  },
  "GET /api/auth/oidc/:provider": {
    summary: "Leads to a provider to sign in, or, with `confirm`, to prove anew who is signed in",
    access: "anyone",
    params: provider,
    query: z.object({ next: z.string().exactOptional(), confirm: z.string().exactOptional() }),
    answers: { 302: null },
    problems: ["not_found"],
  },
  "GET /api/auth/oidc/:provider/callback": {
    summary:
      "Where a provider sends people back to: signs in, or leads to the sign-in page, which says why not",
    access: "anyone",
    params: provider,
    query: z.object({
      code: z.string().exactOptional(),
      state: z.string().exactOptional(),
      error: z.string().exactOptional(),
      iss: z.string().exactOptional(),
      again: z.string().exactOptional(),
    }),
    answers: { 200: "text/html", 302: null },
    problems: ["not_found"],
  },
};
