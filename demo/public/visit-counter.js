// Runs only with consent to analytics: the page carries it as text/plain until then.
const output = document.querySelector("[data-visit-count]");
const time = new Date().toLocaleTimeString(document.documentElement.lang, {
  hour: "2-digit",
  minute: "2-digit",
});
if (output) output.textContent = `yes, at ${time}`;
