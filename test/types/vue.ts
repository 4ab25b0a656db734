import { createApiClient } from "sereno/client";
import type { GlobalComponents } from "vue";
import type {} from "sereno/vue";

/** What a template passes to an element: Vue checks `<tag …>` against these. */
type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>["$props"];

const api = createApiClient({ base: "https://example.org/sereno/" });

/** What a person may write with the elements in Vue, and what must not compile. */
export const uses: [
  Props<"sereno-consent-banner">,
  Props<"sereno-consent-preferences">,
  Props<"sereno-logout-button">,
  Props<"sereno-session-table">,
] = [
  { preview: true, class: "of-the-host" },
  { open: true, api },
  {
    action: "/logout",
    scope: "all",
    "clear-keys": "cart",
    noText: true,
    onSerenoLogoutBefore: (event) => event.preventDefault(),
    onSerenoLogoutDone: ({ answer, redirect }) => console.log(answer?.ended, redirect),
  },
  { scope: "own", pageSize: 10, onSerenoSessionsEnded: ({ ids }) => console.log(ids.length) },
];

// @ts-expect-error there is no such scope
export const wrongScope: Props<"sereno-session-table"> = { scope: "everyone" };
// @ts-expect-error a number of rows is a number
export const wrongSize: Props<"sereno-session-table"> = { pageSize: "ten" };
// @ts-expect-error a form is sent by `get` or `post`
export const wrongMethod: Props<"sereno-logout-button"> = { method: "put" };
// @ts-expect-error there is no such attribute
export const wrongName: Props<"sereno-logout-button"> = { colour: "red" };
// @ts-expect-error this event tells no such thing
export const wrongEvent: Props<"sereno-logout-button"> = { onSerenoLogoutDone: ({ count }) => count };
// @ts-expect-error there is no such element
export type WrongTag = Props<"sereno-logout-link">;
