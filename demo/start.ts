import { main } from "../server/main.ts";
import { demoHost } from "./demo-host.ts";

await main(demoHost);
