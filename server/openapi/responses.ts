import { STATUS_CODES } from "node:http";
import type { ProblemCode } from "../contract/index.ts";
import type { Access, AnswerBody, HttpMethod, Operation } from "../http/operation.ts";
import { PROBLEM_STATUS } from "../http/problem.ts";
import { problemDetails } from "../http/wire.schema.ts";
import type { JsonSchema, JsonSchemas } from "./json-schemas.ts";

export interface OpenApiResponse {
  description: string;
  content?: Record<string, { schema?: JsonSchema }>;
}

const REFUSALS: Record<Access, ProblemCode[]> = {
  anyone: [],
  session: ["unauthenticated", "session_ended"],
  superuser: ["unauthenticated", "session_ended", "forbidden"],
  hidden: ["not_found"],
  receipt: ["not_found"],
  scraper: ["not_found"],
  host: ["unauthenticated"],
};

/** Every answer of an operation by status: what it says itself, and what follows from method, access and schemas. */
export function describeResponses(
  method: HttpMethod,
  operation: Operation,
  schemas: JsonSchemas,
): Record<string, OpenApiResponse> {
  const responses = answers(operation, schemas);
  for (const [status, refused] of Object.entries(refusals(method, operation, schemas))) {
    const content = { ...responses[status]?.content, ...refused.content };
    responses[status] = { description: refused.description, content };
  }
  return responses;
}

function answers(operation: Operation, schemas: JsonSchemas): Record<string, OpenApiResponse> {
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, body]) => [
      status,
      { description: STATUS_CODES[status] ?? "", ...contentOf(body, schemas) },
    ]),
  );
}

function contentOf(body: AnswerBody, schemas: JsonSchemas): Pick<OpenApiResponse, "content"> {
  if (body === null) return {};
  if (typeof body === "string") return { content: { [body]: {} } };
  return { content: { "application/json": { schema: schemas.ofOutput(body) } } };
}

/** The problem answers, by status, with the codes that may stand in each. */
function refusals(
  method: HttpMethod,
  operation: Operation,
  schemas: JsonSchemas,
): Record<string, OpenApiResponse> {
  const codes = new Set<ProblemCode>([
    ...(operation.problems ?? []),
    ...REFUSALS[operation.access],
    ...(method === "GET" ? [] : (["csrf", "origin"] as const)),
    ...(method === "GET" || method === "DELETE"
      ? []
      : (["malformed", "too_large", "unsupported_media_type"] as const)),
    ...(operation.body || operation.form || operation.query ? (["invalid"] as const) : []),
    "internal",
    "unavailable",
  ]);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const status = PROBLEM_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, some]) => [status, refusal(status, some, schemas)]));
}

function refusal(status: number, codes: ProblemCode[], schemas: JsonSchemas): OpenApiResponse {
  return {
    description: STATUS_CODES[status] ?? "",
    content: {
      "application/problem+json": {
        schema: { allOf: [schemas.ofOutput(problemDetails), { properties: { code: { enum: codes } } }] },
      },
    },
  };
}
