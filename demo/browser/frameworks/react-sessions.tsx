import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "sereno/logout-button";
import type { LogoutBeforeEvent, LogoutButton } from "sereno/logout-button";
import "sereno/session-table";
import type { SessionsEndedEvent, SessionsLoadedEvent } from "sereno/session-table";
import type {} from "sereno/react";

export function showInReact(place: Element): void {
  createRoot(place).render(
    <StrictMode>
      <Sessions />
    </StrictMode>,
  );
}

function Sessions() {
  const [heard, setHeard] = useState("nothing yet");
  const [pageSize, setPageSize] = useState(5);
  const button = useRef<LogoutButton>(null);
  const onBefore = (event: LogoutBeforeEvent) => {
    event.preventDefault();
    setHeard(`a wish to log out (${event.scope ?? "the site's default"}), declined`);
  };
  return (
    <>
      <p className="buttons">
        <label>
          Rows{" "}
          <select value={pageSize} onChange={(event) => setPageSize(Number(event.target.value))}>
            {[2, 5, 10].map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </label>
        <sereno-logout-button ref={button} scope="others" noIcon onsereno-logout-before={onBefore} />
        <button className="button quiet" type="button" onClick={() => button.current?.focus()}>
          Focus it by its ref
        </button>
      </p>
      <sereno-session-table
        scope="own"
        pageSize={pageSize}
        filters="off"
        onsereno-sessions-loaded={(event: SessionsLoadedEvent) => setHeard(`a list of ${event.count}`)}
        onsereno-sessions-ended={(event: SessionsEndedEvent) => setHeard(`the end of ${event.ids.length}`)}
      >
        <span slot="title">Your sessions, by React</span>
      </sereno-session-table>
      <p role="status">React heard: {heard}</p>
    </>
  );
}
