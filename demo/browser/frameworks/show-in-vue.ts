import { createApp } from "vue";
import VueSessions from "./vue-sessions.vue";

export function showInVue(place: Element): void {
  createApp(VueSessions).mount(place);
}
