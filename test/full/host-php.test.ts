import { startNginx } from "../support/fronts.ts";
import { describeHost } from "../support/host-scenario.ts";

describeHost({
  name: "php",
  home: "/",
  pages: ["/", "/login", "/confirm"],
  startFront: startNginx,
  usernameLabel: "Name",
}).run();
