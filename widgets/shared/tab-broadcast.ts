/** Messages to the other tabs of this origin; never to the sender. */
export interface TabBroadcast {
  post(message: object): void;
  close(): void;
}

const CHANNEL = "sereno";
const STORAGE_KEY = "sereno_tab_message";

/**
 * Opens the way to the other tabs: BroadcastChannel, or `storage` events where that is missing or refused.
 * Never throws; without either, this tab stands alone.
 */
export function openTabBroadcast(onMessage: (message: unknown) => void): TabBroadcast {
  try {
    return overChannel(onMessage);
  } catch {
    return overStorage(onMessage);
  }
}

function overChannel(onMessage: (message: unknown) => void): TabBroadcast {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<unknown>) => onMessage(event.data);
  return {
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}

function overStorage(onMessage: (message: unknown) => void): TabBroadcast {
  const listen = (event: StorageEvent): void => {
    if (event.key === STORAGE_KEY && event.newValue) onMessage(JSON.parse(event.newValue));
  };
  addEventListener("storage", listen);
  return {
    post(message) {
      try {
        localStorage.setItem(STORAGE_KEY, JSON.stringify(message));
        localStorage.removeItem(STORAGE_KEY);
      } catch {
        // Storage is refused: the other tabs find out at their next check.
      }
    },
    close: () => removeEventListener("storage", listen),
  };
}
