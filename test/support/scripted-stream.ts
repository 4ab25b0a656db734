import type { ServerEvents } from "../../server/contract/index.ts";

/** An `EventSource` that a test speaks through. */
export class ScriptedSource extends EventTarget {
  readyState: number = EventSource.OPEN;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
  }

  send<Name extends keyof ServerEvents>(name: Name, detail: ServerEvents[Name]): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(detail) }));
  }

  /** The connection broke; a browser would connect again by itself. */
  break(): void {
    this.readyState = EventSource.CONNECTING;
    this.dispatchEvent(new Event("error"));
  }

  /** The server answered anything but 200; a browser gives up. */
  refuse(): void {
    this.readyState = EventSource.CLOSED;
    this.dispatchEvent(new Event("error"));
  }
}

/** All streams that were opened, in order. */
export class ScriptedStreams {
  readonly all: ScriptedSource[] = [];

  readonly create = (url: string): EventSource => {
    const source = new ScriptedSource(url);
    this.all.push(source);
    return source as unknown as EventSource;
  };

  get open(): ScriptedSource[] {
    return this.all.filter(({ readyState }) => readyState !== EventSource.CLOSED);
  }

  get last(): ScriptedSource {
    const source = this.all.at(-1);
    if (!source) throw new Error("No stream was opened");
    return source;
  }
}
