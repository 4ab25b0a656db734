import type { Knex } from "knex";
import pg from "pg";
import { type Dialect, readDataVersion } from "./dialect.ts";

/**
 * News from other processes that share the database: on PostgreSQL what another node sent (LISTEN/NOTIFY); on
 * SQLite that somebody else, for example an operator's command, has written. A message may be lost while a
 * connection is down: `unknown` then says that anything may have changed, and listeners read again.
 */
export interface Signals {
  /** Tells the other nodes. On SQLite there are none. Payload: at most 7,999 bytes of JSON. */
  send(payload: unknown): Promise<void>;
  onMessage(listener: (payload: unknown) => void): void;
  onUnknown(listener: () => void): void;
  /** Begins to listen; `onError` is told of trouble, which is survived. */
  start(onError: (error: unknown) => void): Promise<void>;
  stop(): Promise<void>;
}

const CHANNEL = "sereno_signals";
const WATCH_INTERVAL_MS = 400;
const RECONNECT_MS = 1_000;
const CONNECT_MS = 10_000;

/** `reconnectMs` is the pause before each try to listen again. */
export function createSignals(
  dialect: Dialect,
  knex: Knex,
  url: string,
  reconnectMs = RECONNECT_MS,
): Signals {
  return dialect === "postgresql" ? new PostgresSignals(knex, url, reconnectMs) : new SqliteSignals(knex);
}

abstract class Listeners {
  readonly #messages: ((payload: unknown) => void)[] = [];
  readonly #unknowns: (() => void)[] = [];

  onMessage(listener: (payload: unknown) => void): void {
    this.#messages.push(listener);
  }

  onUnknown(listener: () => void): void {
    this.#unknowns.push(listener);
  }

  protected message(payload: unknown): void {
    for (const listener of this.#messages) listener(payload);
  }

  protected unknown(): void {
    for (const listener of this.#unknowns) listener();
  }
}

class SqliteSignals extends Listeners implements Signals {
  readonly #knex: Knex;
  #timer: NodeJS.Timeout | undefined;
  #version: number | undefined;

  constructor(knex: Knex) {
    super();
    this.#knex = knex;
  }

  async send(): Promise<void> {}

  async start(onError: (error: unknown) => void): Promise<void> {
    this.#version = await readDataVersion(this.#knex);
    this.#timer = setInterval(() => void this.#watch().catch(onError), WATCH_INTERVAL_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
  }

  /** PRAGMA data_version costs microseconds and sees every commit of every other connection. */
  async #watch(): Promise<void> {
    const version = await readDataVersion(this.#knex);
    if (version === this.#version) return;
    this.#version = version;
    this.unknown();
  }
}

/** LISTEN needs a connection of its own, outside Knex's pool. */
class PostgresSignals extends Listeners implements Signals {
  readonly #knex: Knex;
  readonly #url: string;
  readonly #reconnectMs: number;
  /** Tells our own messages, which come back to us, from those of other nodes. */
  readonly #node = crypto.randomUUID();
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(knex: Knex, url: string, reconnectMs: number) {
    super();
    this.#knex = knex;
    this.#url = url;
    this.#reconnectMs = reconnectMs;
  }

  async send(payload: unknown): Promise<void> {
    await this.#knex.raw("SELECT pg_notify(?, ?)", [CHANNEL, JSON.stringify({ node: this.#node, payload })]);
  }

  async start(onError: (error: unknown) => void): Promise<void> {
    clearTimeout(this.#retry);
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    this.#client = client;
    // What goes wrong before it listens is thrown below.
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      this.#leave(client);
      throw error;
    }
    if (this.#stopped) return this.#leave(client);
    client.on("notification", ({ payload }) => this.#receive(payload));
    client.once("error", (error) => this.#reconnect(client, error, onError));
    client.once("end", () => this.#reconnect(client, undefined, onError));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }

  #receive(text: string | undefined): void {
    const { node, payload } = JSON.parse(text ?? "{}");
    if (node !== this.#node) this.message(payload);
  }

  #reconnect(client: pg.Client, error: unknown, onError: (error: unknown) => void): void {
    if (this.#stopped || this.#client !== client) return;
    if (error !== undefined) onError(error);
    this.#leave(client);
    this.#scheduleRestart(onError);
  }

  #leave(client: pg.Client): void {
    if (this.#client === client) this.#client = undefined;
    client.removeAllListeners();
    client.on("error", () => undefined);
    void client.end().catch(() => undefined);
  }

  #scheduleRestart(onError: (error: unknown) => void): void {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.start(onError).then(
        () => this.unknown(),
        () => this.#scheduleRestart(onError),
      );
    }, this.#reconnectMs);
    this.#retry.unref();
  }
}
