import type { ProviderProblem } from "../contract/index.ts";

/** Why a sign-in with a provider came to nothing; the sign-in page says it. */
export class ProviderFailure extends Error {
  readonly problem: ProviderProblem;

  /** `message` is for the log: no token, no code, nothing that the browser sent. */
  constructor(problem: ProviderProblem, message: string) {
    super(message);
    this.name = "ProviderFailure";
    this.problem = problem;
  }
}
