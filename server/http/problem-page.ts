import type { Context } from "koa";
import { answerPage, html } from "./html.ts";
import { problemPageMessages } from "./problem-page.messages.ts";
import type { Problem } from "./problem.ts";

const PROBLEM_TYPE = "application/problem+json";

/** Whether somebody asks with a browser for one of our pages: a program names no `text/html`, or asks the API. */
export function isForPeople(ctx: Context, basePath: string): boolean {
  return !ctx.path.startsWith(`${basePath}/api/`) && ctx.accepts(PROBLEM_TYPE, "text/html") === "text/html";
}

/** Says as a page what went wrong, with a way on. The status is the problem's. */
export function answerProblemPage(ctx: Context, problem: Problem, basePath: string): void {
  const { lang, text } = problemPageMessages(ctx.acceptsLanguages("en", "es"));
  const [title, advice] = text.problems[problem.code] ?? text.other;
  const mayPass = problem.status >= 429 && ctx.method === "GET";
  ctx.vary("Accept");
  ctx.vary("Accept-Language");
  answerPage(ctx, {
    title,
    basePath,
    lang,
    body: html`<main class="card">
      <h1>${title}</h1>
      <p>${advice}</p>
      ${mayPass && html`<p><a href="${ctx.url}">${text.retry}</a></p>`}
      <p><a href="/">${text.home}</a></p>
      ${
        problem.status >= 500 &&
        html`<p>
          <small>${text.requestId} <code>${ctx.state.requestId}</code></small>
        </p>`
      }
    </main>`,
  });
}
