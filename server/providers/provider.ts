/** A provider of sign-in, as the operator has set it up. */
export interface ProviderConfig {
  /** In addresses and cookies: `google`. */
  readonly name: string;
  /** For people: `Google`. */
  readonly label: string;
  /** GitHub speaks OAuth 2 alone, everybody else OpenID Connect. */
  readonly kind: "oidc" | "github";
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who somebody is, as a provider says. Only `issuer` and `subject` together say it for good (OpenID Connect Core, 5.7). */
export interface Identity {
  issuer: string;
  subject: string;
  /** What they are called there; may change hands. */
  username: string;
  displayName: string;
  /** Only one that the provider has verified. */
  email: string | null;
  /** Epoch ms of when they last proved it there; undefined where the provider does not say. */
  authenticatedAt: number | undefined;
}

/** What binds an answer to its question. */
export interface Challenge {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  verifier: string;
}

export interface Provider {
  readonly name: string;
  readonly label: string;
  readonly issuer: string;
  /** Whether it says when somebody has last proved who they are. */
  readonly confirms: boolean;
  /**
   * Where the browser is sent. With `isConfirmation` the provider is asked to have the person prove anew who they
   * are. Throws ProviderFailure `unavailable`.
   */
  begin(challenge: Challenge, options: { isConfirmation: boolean }): Promise<URL>;
  /** Who has come back with `query`. Keeps no token. Throws ProviderFailure. */
  finish(query: string, challenge: Challenge): Promise<Identity>;
}
