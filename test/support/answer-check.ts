import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { createOpenApiDocument, type OpenApiOperation } from "../../server/openapi/openapi-document.ts";
import { OPERATIONS } from "../../server/operations.ts";

interface CheckedAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

const document = createOpenApiDocument({
  operations: OPERATIONS,
  version: "0.0.0",
  basePath: "/sereno",
  cookieName: "sereno_sid",
});

const paths = Object.entries(document.paths).map(([path, byMethod]) => ({
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  byMethod,
}));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: "api", components: document.components });

const validators = new Map<object, ValidateFunction>();

/**
 * Throws when the API's document does not allow this answer: a status that it does not name, another media type,
 * a body with a field too few, too many or of another type. `path` is relative to the base path.
 */
export function checkAnswer(method: string, path: string, answer: CheckedAnswer): void {
  const [pathname = ""] = path.split("?");
  const matches = paths.filter(({ pattern }) => pattern.test(pathname));
  const operation = matches.map(
    ({ byMethod }) => byMethod[method === "HEAD" ? "get" : method.toLowerCase()],
  )[0];
  const where = `${method} ${path} → ${answer.status}`;
  if (operation === undefined) return checkRefusal(where, answer, matches.length > 0 ? [404, 405] : [404]);
  const response = operation.responses[answer.status];
  if (response === undefined) throw new Error(`${where}: not in the API's document. ${textOf(answer)}`);
  if (method === "HEAD") return;
  checkBody(where, answer, response);
}

/** For what is no route: CORS preflights, addresses of nothing, and methods that an address does not take. */
function checkRefusal(where: string, answer: CheckedAnswer, statuses: number[]): void {
  if (where.startsWith("OPTIONS ")) return;
  // Refused before the routes are asked: another origin, no CSRF token, a body that cannot be read.
  if ([...statuses, 400, 403, 413, 415].includes(answer.status) && isProblem(answer)) return;
  throw new Error(`${where}: describe this route in the .openapi.ts of its feature. ${textOf(answer)}`);
}

function checkBody(
  where: string,
  answer: CheckedAnswer,
  { content = {} }: OpenApiOperation["responses"][string],
) {
  const mediaType = answer.headers.get("Content-Type")?.split(";")[0] ?? "";
  const entry = content[mediaType] ?? content["*/*"];
  if (Object.keys(content).length === 0) {
    if (answer.body !== "" && answer.body !== undefined)
      throw new Error(`${where}: has a body. ${textOf(answer)}`);
    return;
  }
  if (entry === undefined)
    throw new Error(`${where}: ${mediaType || "nothing"} is not in the API's document`);
  if (entry.schema === undefined) return;
  const validate = validators.get(entry.schema) ?? compile(entry.schema);
  if (validate(answer.body)) return;
  throw new Error(`${where}: ${ajv.errorsText(validate.errors)}. ${textOf(answer)}`);
}

function compile(schema: object): ValidateFunction {
  const validate = ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')),
  );
  validators.set(schema, validate);
  return validate;
}

function isProblem({ headers }: CheckedAnswer): boolean {
  return headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
}

function textOf({ body }: CheckedAnswer): string {
  return JSON.stringify(body)?.slice(0, 500) ?? "";
}
