/** A browser as a provider's pages see it: follows their redirects, keeps their cookies, fills in their forms. */
export interface VisitorElsewhere {
  /**
   * Goes where Sereno sent the browser, signs in as `login` where the provider asks for it, and allows what is asked.
   * Resolves to the address that the provider sends the browser back to.
   */
  signIn(url: string, login: string): Promise<URL>;
  /** The same, but refuses. */
  refuse(url: string): Promise<URL>;
  /** How often the provider has asked who it is. */
  readonly timesAsked: number;
}

interface Answered {
  /** Where it leads. */
  location: string | undefined;
  /** Its form's, or link's. */
  text: string;
}

const STEPS = 12;

export function createVisitorElsewhere(issuer: string): VisitorElsewhere {
  const cookies = new Map<string, string>();
  let timesAsked = 0;

  async function visit(url: URL, form?: Record<string, string>): Promise<Answered> {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { Cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    return { location: response.headers.get("Location") ?? undefined, text };
  }

  /** `answer` gives what is done with a page; what it leads to is followed until it leaves the provider. */
  async function go(start: string, answer: (page: string, at: URL) => Promise<Answered>): Promise<URL> {
    let at = new URL(start);
    for (let step = 0; step < STEPS; step++) {
      let { location, text } = await visit(at);
      if (location === undefined) ({ location, text } = await answer(text, at));
      if (location === undefined) throw new Error(`The provider leads nowhere: ${text.slice(0, 500)}`);
      at = new URL(location, at);
      if (at.origin !== issuer) return at;
    }
    throw new Error("The provider leads in circles");
  }

  return {
    get timesAsked() {
      return timesAsked;
    },
    signIn: (url, login) =>
      go(url, (page, at) => {
        const [, prompt = ""] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
        if (prompt === "login") timesAsked += 1;
        return visit(at, { prompt, login, password: "any" });
      }),
    refuse: (url) => go(url, (_, at) => visit(new URL(`${at.href}/abort`))),
  };
}
