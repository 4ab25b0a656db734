// What such services do: recognise the browser on every page that shows one of their films.
if (!document.cookie.includes("film_viewer=")) {
  const number = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16)).join("");
  document.cookie = `film_viewer=${number}; path=/; max-age=2592000; SameSite=Lax`;
}
