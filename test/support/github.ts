import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The three addresses of an enterprise GitHub that signing in needs, as its documentation describes them. */
export interface GitHub {
  readonly env: Record<string, string>;
  /** Who signs in. */
  user: { id: number; login: string; name: string | null };
  /** What it was asked last. */
  asked: URLSearchParams | undefined;
  stop(): Promise<void>;
}

const CLIENT = { id: "github-client", secret: "github secret" };

export async function startGitHub(): Promise<GitHub> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const codes = new Map<string, string>();
  const tokens = new Set<string>();
  const github: GitHub = {
    env: {
      SERENO_OIDC_GITHUB_ISSUER: issuer,
      SERENO_OIDC_GITHUB_CLIENT_ID: CLIENT.id,
      SERENO_OIDC_GITHUB_CLIENT_SECRET: CLIENT.secret,
    },
    user: { id: 1, login: "octocat", name: null },
    asked: undefined,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  function authorize({ searchParams }: URL, response: ServerResponse): void {
    github.asked = searchParams;
    const code = randomBytes(10).toString("hex");
    codes.set(code, searchParams.get("code_challenge") ?? "");
    const back = new URL(searchParams.get("redirect_uri") ?? "");
    back.search = new URLSearchParams({ code, state: searchParams.get("state") ?? "" }).toString();
    response.writeHead(302, { Location: back.href }).end();
  }

  /** Errors come with status 200, as from GitHub. */
  async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      form.get("client_secret") === CLIENT.secret &&
      form.get("client_id") === CLIENT.id &&
      codes.get(form.get("code") ?? "") === challenge;
    codes.delete(form.get("code") ?? "");
    const token = `gho_${randomBytes(18).toString("hex")}`;
    if (isRight) tokens.add(token);
    answer(
      response,
      isRight
        ? { access_token: token, token_type: "bearer", scope: "" }
        : { error: "bad_verification_code", error_description: "The code passed is incorrect or expired." },
    );
  }

  server.on("request", (request, response) => {
    const url = new URL(request.url ?? "", issuer);
    const token = request.headers.authorization?.replace(/^bearer /i, "") ?? "";
    if (url.pathname === "/login/oauth/authorize") return authorize(url, response);
    if (url.pathname === "/login/oauth/access_token") return void giveToken(request, response);
    if (url.pathname === "/api/v3/user" && tokens.has(token)) {
      return answer(response, {
        ...github.user,
        email: "octocat@example.org",
        two_factor_authentication: true,
      });
    }
    response.writeHead(404).end();
  });
  return github;
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
