import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

export interface ProvidersAccount {
  name?: string;
  preferred_username?: string;
  email?: string;
  email_verified?: boolean;
}

/** A certified OpenID provider on loopback; on `localhost`, so that it is another site than a server on 127.0.0.1. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Settings of Sereno for it, named `EXAMPLE`. */
  readonly env: Record<string, string>;
  /** What it says of people, by the login that they give it. Everybody may sign in. */
  readonly accounts: Map<string, ProvidersAccount>;
  /** Changes what the token endpoint answers, as a broken or hostile provider might. */
  tamper: ((answer: Record<string, unknown>) => void) | undefined;
  /** How many requests each of its paths has had. */
  readonly requests: Map<string, number>;
  /** Lets it send people back to a server. Before that nobody is there. */
  open(redirectUri: string): void;
  /** Answers 503 to everything, until it is opened again. */
  fall(): void;
  stop(): Promise<void>;
}

const CLIENT = { client_id: "sereno-tests", client_secret: "a secret between the two: %&+ included" };

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const accounts = new Map<string, ProvidersAccount>();
  const requests = new Map<string, number>();
  let handle: ReturnType<Provider["callback"]> | undefined;
  server.on("request", (request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    requests.set(path, (requests.get(path) ?? 0) + 1);
    if (handle !== undefined) return void handle(request, response);
    response.writeHead(503).end();
  });
  const identityProvider: IdentityProvider = {
    issuer,
    env: {
      SERENO_OIDC_EXAMPLE_ISSUER: issuer,
      SERENO_OIDC_EXAMPLE_CLIENT_ID: CLIENT.client_id,
      SERENO_OIDC_EXAMPLE_CLIENT_SECRET: CLIENT.client_secret,
    },
    accounts,
    tamper: undefined,
    requests,
    open(redirectUri) {
      const provider = quietly(() => new Provider(issuer, configurationFor(redirectUri, accounts)));
      provider.use(async (ctx, next) => {
        await next();
        if (ctx.path === "/token") identityProvider.tamper?.(ctx.body as Record<string, unknown>);
      });
      handle = provider.callback();
    },
    fall() {
      handle = undefined;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return identityProvider;
}

function configurationFor(redirectUri: string, accounts: Map<string, ProvidersAccount>): Configuration {
  return {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
    findAccount: (_, login) => ({
      accountId: login,
      claims: async () => ({ sub: login, ...accounts.get(login) }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ["only of the tests"] },
    ttl: { Session: 3_600, Grant: 3_600, Interaction: 600, AccessToken: 600, IdToken: 600 },
  };
}

/** It warns of what does not matter on loopback: its own keys, its own pages, the version of Node. */
function quietly<Result>(work: () => Result): Result {
  const { info, warn } = console;
  Object.assign(console, { info() {}, warn() {} });
  try {
    return work();
  } finally {
    Object.assign(console, { info, warn });
  }
}
