import Koa from "koa";
import { listen } from "./listen.ts";
import { VERIFY_ANSWER } from "./verify-answer.ts";

const app = new Koa();
app.use((ctx) => {
  ctx.body = VERIFY_ANSWER;
});

await listen(
  () => app.callback(),
  async () => ({ path: "/", headers: {} }),
);
