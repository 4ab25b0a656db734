/**
 * Whether a key event is the shortcut, written as modifiers and a physical key: `"Alt+Shift+KeyD"`.
 * `event.code`, because Option+Shift+D types "Î" on a Mac and other layouts type other letters.
 * Never while somebody writes; an empty shortcut matches nothing.
 */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split("+");
  const code = parts.pop();
  if (!code || event.code !== code || event.repeat || isEditable(event.composedPath()[0])) return false;
  return (
    event.altKey === parts.includes("Alt") &&
    event.shiftKey === parts.includes("Shift") &&
    event.ctrlKey === parts.includes("Ctrl") &&
    event.metaKey === parts.includes("Meta")
  );
}

/** For people: `"Alt+Shift+KeyD"` reads "Alt+Shift+D". */
export function describeShortcut(shortcut: string): string {
  return shortcut.replace(/(Key|Digit)(?=.$)/, "");
}

function isEditable(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}
