/** The few lines of the site's own script: what a host would write beside Sereno. */

const FILTER_KEY = "filters_applied";

addCopyButtons();
listenForTries();
showConsent();
rememberFilter();

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

/** The last filter of the list is a preference: kept with consent only, and gone at logout like all such keys. */
function rememberFilter() {
  const form = document.querySelector("[data-remember-filter]");
  if (!form || !globalThis.sereno?.consent?.has("functional")) return;
  form.addEventListener("submit", () => {
    try {
      localStorage.setItem(FILTER_KEY, new URLSearchParams(new FormData(form)).toString());
    } catch {
      // Storage is blocked: the filter still works, it is not remembered.
    }
  });
}
