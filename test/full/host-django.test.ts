import { startNginx } from "../support/fronts.ts";
import { describeHost } from "../support/host-scenario.ts";

describeHost({
  name: "django",
  home: "/",
  adminPage: "/admin/",
  pages: ["/", "/confirm", "/admin/", "/admin/password_change/"],
  startFront: startNginx,
  usernameLabel: "Username",
}).run();
