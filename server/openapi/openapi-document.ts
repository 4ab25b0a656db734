import type { z } from "zod";
import { CSRF_HEADER } from "../contract/index.ts";
import type { Access, HttpMethod, Operation, Operations } from "../http/operation.ts";
import { createJsonSchemas, type JsonSchema, type JsonSchemas } from "./json-schemas.ts";
import { describeResponses, type OpenApiResponse } from "./responses.ts";

interface DocumentOptions {
  operations: Operations;
  version: string;
  basePath: string;
  /** Name of the session cookie. */
  cookieName: string;
}

/** As much of OpenAPI 3.1 as we write (https://spec.openapis.org/oas/v3.1.1). */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> };
}

export interface OpenApiOperation {
  operationId: string;
  summary: string;
  parameters?: object[];
  requestBody?: object;
  responses: Record<string, OpenApiResponse>;
  security: Record<string, string[]>[];
}

const SESSION = [{ sessionCookie: [] }, { bearerToken: [] }];

const SECURITY: Record<Access, Record<string, string[]>[]> = {
  anyone: [],
  session: SESSION,
  superuser: SESSION,
  hidden: SESSION,
  receipt: [{ receiptSecret: [] }],
  scraper: [{ metricsToken: [] }],
  host: [{ hostKey: [] }],
};

/** The OpenAPI 3.1 document of the operations, from their schemas. */
export function createOpenApiDocument(options: DocumentOptions): OpenApiDocument {
  const { operations, version, basePath, cookieName } = options;
  const schemas = createJsonSchemas();
  const paths: OpenApiDocument["paths"] = {};
  for (const [route, operation] of Object.entries(operations)) {
    const [method, path] = route.split(" ") as [HttpMethod, string];
    const entry = (paths[path.replaceAll(/:(\w+)/g, "{$1}")] ??= {});
    entry[method.toLowerCase()] = describe(method, path, operation, schemas);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Sereno", version },
    servers: [{ url: basePath || "/" }],
    paths,
    components: { schemas: schemas.named, securitySchemes: securitySchemes(cookieName) },
  };
}

function describe(
  method: HttpMethod,
  path: string,
  operation: Operation,
  schemas: JsonSchemas,
): OpenApiOperation {
  const parameters = [
    ...pathParameters(path, operation.params, schemas),
    ...queryParameters(operation.query, schemas),
    ...csrfParameter(method, operation),
  ];
  // What no id can be, as a text with NUL, is an address of nothing.
  const problems = [...(operation.problems ?? []), ...(path.includes(":") ? (["not_found"] as const) : [])];
  return {
    operationId: operationIdOf(method, path),
    summary: operation.summary,
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(operation, schemas),
    responses: describeResponses(method, { ...operation, problems }, schemas),
    security: SECURITY[operation.access],
  };
}

/** `GET /api/sessions/:id` → `getApiSessionsId`: what generated clients call their function. */
function operationIdOf(method: HttpMethod, path: string): string {
  const words = path.split(/\W+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function requestBody({ body, form }: Operation, schemas: JsonSchemas): Pick<OpenApiOperation, "requestBody"> {
  const schema = body ?? form;
  if (schema === undefined) return {};
  const mediaType = body ? "application/json" : "application/x-www-form-urlencoded";
  const required = !schema.safeParse({}).success;
  return { requestBody: { required, content: { [mediaType]: { schema: schemas.ofInput(schema) } } } };
}

function pathParameters(path: string, params: z.ZodObject | undefined, schemas: JsonSchemas): object[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  return names.map((name) => {
    const schema = params?.shape[name] as z.ZodType | undefined;
    return {
      name,
      in: "path",
      required: true,
      schema: schema ? schemas.ofInput(schema) : { type: "string" },
    };
  });
}

function queryParameters(query: z.ZodObject | undefined, schemas: JsonSchemas): object[] {
  const { properties = {}, required = [] } = query ? schemas.ofInput(query) : {};
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: "query", required: required.includes(name), schema };
  });
}

function csrfParameter(method: HttpMethod, { access }: Operation): object[] {
  if (method === "GET" || SECURITY[access] !== SESSION) return [];
  const description = "Needed with the session cookie, not with a bearer token";
  return [{ name: CSRF_HEADER, in: "header", required: false, description, schema: { type: "string" } }];
}

function securitySchemes(cookieName: string): Record<string, object> {
  return {
    sessionCookie: { type: "apiKey", in: "cookie", name: cookieName },
    bearerToken: { type: "http", scheme: "bearer", description: "From POST /api/auth/token" },
    receiptSecret: { type: "apiKey", in: "header", name: "X-Receipt-Secret" },
    metricsToken: { type: "http", scheme: "bearer", description: "SERENO_METRICS_TOKEN" },
    hostKey: { type: "http", scheme: "bearer", description: "One of SERENO_HOST_KEYS" },
  };
}
