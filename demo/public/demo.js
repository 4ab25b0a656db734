/** The few lines of the site's own script: what a host would write beside Sereno. */

const SEARCH_KEY = "filters_applied";

addCopyButtons();
listenForTries();
showConsent();
showSignals();
void rememberSearch();

function addCopyButtons() {
  for (const block of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small copy";
    button.textContent = "Copy";
    button.addEventListener("click", () => void copy(block, button));
    block.append(button);
  }
}

async function copy(block, button) {
  const code = block.querySelector("code")?.textContent ?? "";
  button.textContent = await navigator.clipboard.writeText(code).then(
    () => "Copied",
    () => "Select it and copy by hand",
  );
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

function listenForTries() {
  document.addEventListener("click", (event) => {
    const trial = event.target.closest?.("[data-try]")?.dataset.try;
    if (trial === "banner") globalThis.showCookieNotificationTest?.();
    if (trial === "cookies") globalThis.inspectCookies?.();
    if (trial === "log") globalThis.sereno?.log("demo.button", { page: location.pathname });
  });
  for (const button of document.querySelectorAll("[data-try]")) button.hidden = false;
}

function showConsent() {
  const states = document.querySelectorAll("[data-consent-state]");
  const consent = globalThis.sereno?.consent;
  if (states.length === 0 || !consent) return;
  const show = () => {
    for (const state of states) {
      const allowed = consent.has(state.dataset.consentState);
      state.textContent = allowed ? "Allowed" : "Not allowed";
      state.classList.toggle("allowed", allowed);
    }
  };
  consent.onChange(show);
  show();
}

/** The last command that `signals.js` gave about consent. */
function showSignals() {
  const section = document.querySelector("[data-signals]");
  if (!section || !globalThis.dataLayer) return;
  const show = () => {
    const commands = globalThis.dataLayer.filter(([name]) => name === "consent");
    const rows = Object.entries(commands.at(-1)?.[2] ?? {}).map(([signal, state]) => {
      const row = document.createElement("div");
      const [name, value] = [document.createElement("dt"), document.createElement("dd")];
      const mark = document.createElement("b");
      name.textContent = signal;
      mark.textContent = state;
      mark.classList.toggle("allowed", state === "granted");
      value.append(mark);
      row.append(name, value);
      return row;
    });
    section.querySelector("dl").replaceChildren(...rows);
  };
  document.addEventListener("sereno-consent-change", show);
  show();
  section.hidden = false;
}

/** Members find their last search again: temporary data of the session, gone at logout. */
async function rememberSearch() {
  const offer = document.querySelector("[data-last-search]");
  const session = globalThis.sereno?.session;
  if (!offer || !session) return;
  await session.ready;
  if (!session.isAuthenticated) return;
  const isSearch = ["q", "year"].some((name) => new URLSearchParams(location.search).get(name));
  const data = await patchData(isSearch ? { [SEARCH_KEY]: location.search } : {});
  if (isSearch || !data?.[SEARCH_KEY]) return;
  offer.querySelector("a").search = data[SEARCH_KEY];
  offer.hidden = false;
}

/** What the session holds after the changes; undefined when the server cannot be reached. */
async function patchData(changes) {
  const csrf = /(?:^|; )sereno_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  try {
    const answer = await fetch(`${globalThis.sereno.base}api/session/data`, {
      method: "PATCH",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": decodeURIComponent(csrf) },
      body: JSON.stringify(changes),
    });
    return answer.ok ? (await answer.json()).data : undefined;
  } catch {
    return undefined;
  }
}
