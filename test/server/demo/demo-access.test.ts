import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isDemoRequestAllowed } from "../../../demo/demo-access.ts";

function request(headers: IncomingHttpHeaders, remoteAddress = "127.0.0.1") {
  return { headers, socket: { remoteAddress } } as Pick<IncomingMessage, "headers" | "socket">;
}

test("lets this machine's own browser in, by any loopback name", () => {
  for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST"]) {
    assert.ok(isDemoRequestAllowed(request({ host })), host);
  }
  assert.ok(isDemoRequestAllowed(request({ host: "localhost" }, "::ffff:127.0.0.1")));
});

test("refuses what a proxy or a tunnel forwards", () => {
  for (const name of ["x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host", "via"]) {
    assert.not(isDemoRequestAllowed(request({ host: "localhost:3000", [name]: "198.51.100.7" })), name);
  }
});

test("refuses a host name that only points here, and a missing one", () => {
  for (const host of ["demo.example.org", "127.0.0.1.nip.io", "localhost.example.org", undefined]) {
    assert.not(isDemoRequestAllowed(request({ ...(host && { host }) })), String(host));
  }
});

test("refuses another machine", () => {
  assert.not(isDemoRequestAllowed(request({ host: "localhost:3000" }, "192.0.2.4")));
});

test.run();
