import { serveKoaSession } from "./koa-session.ts";

const sessions = new Map<string, unknown>();

await serveKoaSession({
  get: async (key) => sessions.get(key),
  set: async (key, value) => void sessions.set(key, value),
  destroy: async (key) => void sessions.delete(key),
});
