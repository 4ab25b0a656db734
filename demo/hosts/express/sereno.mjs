// Sereno beside express-session: copy this file into your site (npm install jose standardwebhooks).
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { SignJWT } from "jose";
import { Webhook } from "standardwebhooks";

/** @param store where express-session keeps the sessions, so that one can be ended from outside its requests */
export function createSereno(store) {
  const ended = new Set();

  /** Ends the site's own session; a request that is on its way with it does not bring it back. */
  function end(sid) {
    ended.add(sid);
    store.get(`sereno:${sid}`, (_error, entry) => entry && store.destroy(entry.sessionId));
  }

  async function readRevocations(since) {
    const headers = { Authorization: `Bearer ${process.env.SERENO_HOST_KEY}` };
    const query = new URLSearchParams({ wait: "25", ...(since && { since }) });
    const url = `${process.env.SERENO_URL}/api/server/revocations?${query}`;
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(35_000) });
    // A cursor of another database: begin again.
    if (response.status === 400) return pause(1_000, "0");
    const { items, cursor } = await response.json();
    for (const { hostSid } of items) end(hostSid);
    store.set("sereno:cursor", { cookie: {}, cursor });
    return cursor;
  }

  // As long as the process lives. While Sereno is away, the site goes on as it is.
  store.get("sereno:cursor", async (_error, entry) => {
    for (let at = entry?.cursor; ;) at = await readRevocations(at).catch(() => pause(1_000, at));
  });

  return {
    /** Right behind express-session: whom Sereno has signed out is nobody here. */
    obey: (request, _response, next) =>
      ended.has(request.session.sereno?.sid) ? request.session.regenerate(next) : next(),

    /** After your own sign-in, in a regenerated session, and again whenever the password was confirmed. */
    signedIn({ session, sessionID }, { id, name, roles }) {
      const sid = session.sereno?.sid ?? randomUUID();
      session.sereno = { sid, sub: `${id}`, name, roles, auth_time: Math.floor(Date.now() / 1_000) };
      store.set(`sereno:${sid}`, { cookie: session.cookie, sessionId: sessionID });
    },

    /** GET /sereno-identity: a token for the signed-in visitor, nothing for others. */
    async identity({ session }, response) {
      response.set("Cache-Control", "no-store");
      if (!session.sereno) return response.sendStatus(204);
      const token = new SignJWT({ ...session.sereno, jti: randomUUID() });
      token.setProtectedHeader({ alg: "HS256" }).setIssuedAt().setExpirationTime("60s");
      token.setIssuer(process.env.SERENO_HANDOVER_ISSUER).setAudience("sereno");
      response.json({ token: await token.sign(Buffer.from(process.env.SERENO_HANDOVER_SECRET)) });
    },

    /** POST /sereno-webhook, behind express.text({ type: "application/json" }): what Sereno has ended. */
    webhook({ body, headers }, response) {
      try {
        end(new Webhook(process.env.SERENO_WEBHOOK_SECRET).verify(body, headers).data.hostSid);
        response.sendStatus(204);
      } catch {
        response.sendStatus(401);
      }
    },
  };
}
