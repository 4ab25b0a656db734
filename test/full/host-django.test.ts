import { HOSTS } from "../../demo/hosts.ts";
import { startNginx } from "../support/fronts.ts";
import { describeHost } from "../support/host-scenario.ts";

describeHost({
  name: "django",
  home: "/",
  adminPage: "/admin/",
  pages: ["/", "/confirm", "/admin/", "/admin/password_change/"],
  startFront: startNginx,
  async signIn(page, username) {
    await page.goto("/login");
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password").fill(HOSTS.django.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator("#who").waitFor();
  },
  async who(page) {
    const [name] = await page.locator("#who").allTextContents();
    return name;
  },
}).run();
