// Runs only with consent to analytics: the page carries it as text/plain until then.
const KEY = "vallesol_visits";

try {
  const visits = Number(localStorage.getItem(KEY) ?? 0) + 1;
  localStorage.setItem(KEY, String(visits));
  const output = document.querySelector("[data-visit-count]");
  if (output) output.textContent = String(visits);
} catch {
  // Storage is blocked: there is nothing to count.
}
