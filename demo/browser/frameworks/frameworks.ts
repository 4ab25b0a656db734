import { showInReact } from "./react-sessions.tsx";
import { showInVue } from "./show-in-vue.ts";

/** The same elements in two frameworks, on one page, without a wrapper. */
const [react, vue] = ["react", "vue"].map((name) => document.querySelector(`[data-framework=${name}]`));
if (react) showInReact(react);
if (vue) showInVue(vue);
