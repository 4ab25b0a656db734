import { useRef } from "react";
import type { ConsentPreferences } from "sereno/consent-preferences";
import { createApiClient } from "sereno/client";
import type { LogoutButton } from "sereno/logout-button";
import type {} from "sereno/react";

/** What a person may write with the elements in React, and what must not compile. */
export function Uses() {
  const button = useRef<LogoutButton>(null);
  const preferences = useRef<ConsentPreferences>(null);
  const api = createApiClient({ base: "https://example.org/sereno/" });
  return (
    <>
      <sereno-consent-banner preview className="of-the-host" />
      <sereno-consent-link>
        <a href="/sereno/consent">Cookies</a>
      </sereno-consent-link>
      <sereno-consent-preferences ref={preferences} open api={api} />
      <sereno-logout-button
        ref={button}
        action="/logout"
        scope="all"
        clearKeys="cart"
        no-text
        style={{ "--sereno-primary": "#0b6e4f" }}
        onClick={(event) => void event.currentTarget.logOut()}
        onsereno-logout-before={(event) => event.preventDefault()}
        onsereno-logout-done={({ answer, redirect }) => console.log(answer?.ended, redirect)}
        onsereno-logout-error={({ error }) => console.log(error.code)}
      />
      <sereno-session-table
        scope="own"
        pageSize={10}
        live="off"
        onsereno-sessions-ended={({ ids }) => ids.length}
      />
      <sereno-session-timeout />
      <sereno-debug-widget shortcut="" />

      {/* @ts-expect-error there is no such scope */}
      <sereno-session-table scope="everyone" />
      {/* @ts-expect-error a number of rows is a number */}
      <sereno-session-table pageSize="ten" />
      {/* @ts-expect-error there is no such attribute */}
      <sereno-logout-button colour="red" />
      {/* @ts-expect-error this event tells no such thing */}
      <sereno-logout-button onsereno-logout-done={({ count }) => count} />
      {/* @ts-expect-error a form is sent by `get` or `post` */}
      <sereno-logout-button method="put" />
      {/* @ts-expect-error the address is a text */}
      <sereno-logout-button action={1} />
      {/* @ts-expect-error there is no such element */}
      <sereno-logout-link />
    </>
  );
}
