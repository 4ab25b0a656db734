// A small site with its own sign-in, as it was before Sereno came; what Sereno needs is marked.
import { timingSafeEqual } from "node:crypto";
import express from "express";
import session from "express-session";
import { createSereno } from "./sereno.mjs";

const { PORT = "4000", HOST_SESSION_SECRET = "only for this example" } = process.env;
const PEOPLE = new Map([
  ["ana", { id: 1, name: "Ana Ruiz", roles: [], password: "express-demo" }],
  ["admin", { id: 2, name: "The administrator", roles: ["superuser"], password: "express-demo" }],
]);

const app = express();
const store = new session.MemoryStore();
const sereno = createSereno(store); // Sereno

app.set("trust proxy", "loopback");
app.use(
  session({ store, secret: HOST_SESSION_SECRET, resave: false, saveUninitialized: false, name: "shop_sid" }),
);
app.use(sereno.obey); // Sereno
app.get("/sereno-identity", sereno.identity); // Sereno
app.post("/sereno-webhook", express.text({ type: "application/json" }), sereno.webhook); // Sereno
app.use(express.urlencoded({ extended: false }));

app.get("/", (request, response) => {
  const { user } = request.session;
  const text = user
    ? `<p>Signed in as <b id="who">${user.name}</b>.</p>`
    : `<p><a href="/login">Sign in</a></p>`;
  // Without scripts, and without Sereno, the form inside signs out as it always has.
  const signOut = `<sereno-logout-button action="/logout">
    <form method="post" action="/logout"><button>Sign out</button></form></sereno-logout-button>`;
  page(
    request,
    response,
    "The shop",
    user ? `${text}${signOut}<sereno-session-table></sereno-session-table>` : text,
  );
});

app.get("/login", (request, response) =>
  page(request, response, "Sign in", signInForm(next(request.query.next))),
);

app.post("/login", (request, response, done) => {
  const person = findPerson(request.body);
  if (!person)
    return page(
      request,
      response.status(401),
      "Sign in",
      `<p>Not so.</p>${signInForm(next(request.body.next))}`,
    );
  request.session.regenerate((error) => {
    if (error) return done(error);
    const { password: _, ...user } = person;
    request.session.user = { ...user, username: request.body.username };
    sereno.signedIn(request, user); // Sereno
    response.redirect(303, next(request.body.next));
  });
});

// Where Sereno sends who must confirm that it is them.
app.get("/confirm", (request, response) => {
  if (!request.session.user)
    return response.redirect(303, `/login?next=${encodeURIComponent(next(request.query.next))}`);
  page(request, response, "Confirm that it is you", confirmForm(next(request.query.next)));
});

app.post("/confirm", (request, response) => {
  const { user } = request.session;
  if (!user) return response.redirect(303, "/login");
  const person = findPerson({ username: user.username, password: request.body.password });
  if (!person)
    return page(
      request,
      response.status(401),
      "Confirm that it is you",
      `<p>Not so.</p>${confirmForm(next(request.body.next))}`,
    );
  sereno.signedIn(request, user); // Sereno
  response.redirect(303, next(request.body.next));
});

app.post("/logout", (request, response, done) =>
  request.session.destroy((error) =>
    error ? done(error) : response.clearCookie("shop_sid").redirect(303, "/"),
  ),
);

app.listen(Number(PORT), "127.0.0.1", () => console.log(`The shop listens on ${PORT}.`));

function page(request, response, title, body) {
  response.set("Cache-Control", "no-store").send(`<!doctype html><html lang="en"><head><title>${title}</title>
    <meta name="viewport" content="width=device-width">
    <script type="module" src="/sereno/sereno.js" data-host-session="${request.session.sereno?.sid ?? ""}"
      data-identity-url="/sereno-identity"></script></head>
    <body><main><h1>${title}</h1>${body}</main></body></html>`);
}

function signInForm(path) {
  return `<form method="post" action="/login"><input type="hidden" name="next" value="${escape(path)}">
    <label>Name <input name="username" autocomplete="username" required></label>
    <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
    <button>Sign in</button></form>`;
}

function confirmForm(path) {
  return `<form method="post" action="/confirm"><input type="hidden" name="next" value="${escape(path)}">
    <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
    <button>Confirm</button></form>`;
}

function findPerson({ username = "", password = "" }) {
  const person = PEOPLE.get(username);
  const [given, right] = [Buffer.from(password), Buffer.from(person?.password ?? "")];
  return person && given.length === right.length && timingSafeEqual(given, right) ? person : undefined;
}

/** A path of this site, nothing else. */
function next(path) {
  const url = URL.canParse(path, "http://here.invalid") ? new URL(path, "http://here.invalid") : undefined;
  return url?.host === "here.invalid" && /^\/(?!\/)/.test(path) ? url.pathname + url.search : "/";
}

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
