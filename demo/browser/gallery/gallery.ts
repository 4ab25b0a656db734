import "./own-world.ts";
import type { StateName } from "../../content/gallery.ts";
import { BANNER_STATES } from "./banner-states.ts";
import { DEBUG_STATES } from "./debug-states.ts";
import { LOGOUT_STATES } from "./logout-states.ts";
import { PREFERENCES_STATES } from "./preferences-states.ts";
import type { Show } from "./stage.ts";
import { TABLE_STATES } from "./table-states.ts";
import { TIMEOUT_STATES } from "./timeout-states.ts";

/** What each state of the catalogue puts on the stage. */
const STATES: Record<StateName, Show> = {
  ...BANNER_STATES,
  ...PREFERENCES_STATES,
  ...LOGOUT_STATES,
  ...TIMEOUT_STATES,
  ...TABLE_STATES,
  ...DEBUG_STATES,
};

const stage = document.querySelector<HTMLElement>("[data-state]");
if (stage) void show(stage);

/** The page tells by `data-shown` that the state has come. */
async function show(place: HTMLElement): Promise<void> {
  await STATES[place.dataset["state"] as StateName](place);
  place.dataset["shown"] = "";
}
