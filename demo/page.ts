import type { UserResource } from "../server/contract/index.ts";
import type { Html } from "../server/http/html.ts";

/** What a page knows about the request that asks for it. */
export interface Visit {
  /** Where Sereno is mounted, without a slash at the end: `/sereno`. */
  sereno: string;
  user: UserResource | undefined;
  /** Path and query of this page: where to come back to after signing in. */
  url: string;
  query: URLSearchParams;
  /** Epoch ms. */
  now: number;
}

export type Section = "minutes" | "visit" | "members" | "administration" | "consent" | "widgets";

export interface Page {
  title: string;
  description?: string;
  section?: Section;
  /** 200 when absent. */
  status?: number;
  /** Classic scripts for the head, before any other. */
  scripts?: readonly string[];
  /** Modules of the page alone, after Sereno's script. */
  modules?: readonly string[];
  main: Html;
}

/** Address of the built-in sign-in page that leads back to `next`. */
export function loginUrl(visit: Visit, next: string = visit.url): string {
  return `${visit.sereno}/login?next=${encodeURIComponent(next)}`;
}
