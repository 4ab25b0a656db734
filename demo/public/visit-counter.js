// Runs only with consent to analytics: the page carries it as text/plain until then.
const output = document.querySelector("[data-visit-count]");
const time = new Date().toLocaleTimeString(document.documentElement.lang, {
  hour: "2-digit",
  minute: "2-digit",
});
const KEY = "vallesol_visits";
try {
  const visits = Number(localStorage.getItem(KEY)) + 1;
  localStorage.setItem(KEY, String(visits));
  if (output) output.textContent = `yes, at ${time}; ${visits} by this browser`;
} catch {
  if (output) output.textContent = `yes, at ${time}`;
}
