import type { OpenApiDocument } from "../../server/openapi/openapi-document.ts";
import type { TestApp } from "./app.ts";
import type { TestClient } from "./client.ts";

export interface Visit {
  /** For messages: address, status and media type. */
  readonly name: string;
  readonly path: string;
  readonly status: number;
  /** Media type; empty for an answer without a body. */
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** Whether it is a public file. */
  readonly isStatic: boolean;
}

/** A stream has no end. */
const STREAM = "/api/events";
const CHUNK = "/assets/x-1.js";

/** Asks for every address of the document that takes GET, and for one of nothing, as a browser does that is led there; nobody's without a client. */
export function visitEverything(
  app: TestApp,
  document: OpenApiDocument,
  client?: TestClient,
): Promise<Visit[]> {
  const described = Object.entries(document.paths).filter(([, { get }]) => get !== undefined);
  const paths = described
    .map(([path]) => path.replaceAll(/\{\w+\}/g, "github"))
    .filter((path) => path !== STREAM);
  const Cookie = [...(client?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  return Promise.all(
    [...paths, CHUNK, "/nowhere", "/api/nowhere"].map((path) => visit(app, path, { Cookie })),
  );
}

async function visit({ base }: TestApp, path: string, headers: Record<string, string>): Promise<Visit> {
  const answer = await fetch(base + path, {
    redirect: "manual",
    headers: { Accept: "text/html,*/*;q=0.8", ...headers },
  });
  const type = answer.headers.get("Content-Type")?.split(";")[0] ?? "";
  return {
    name: `${path} → ${answer.status} ${type}`,
    path,
    status: answer.status,
    type,
    headers: answer.headers,
    text: await answer.text(),
    isStatic: /\.(js|css)$/.test(path),
  };
}
