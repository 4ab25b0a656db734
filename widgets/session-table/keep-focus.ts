import type { LitElement } from "lit";

/** Applies a change. Where it takes away what has the focus within a row, the row itself has it. */
export async function keepFocus(host: LitElement, change: () => void): Promise<void> {
  const findFocus = (): Element | null | undefined => host.shadowRoot?.activeElement;
  const row = findFocus()?.closest("tr");
  change();
  await host.updateComplete;
  if (!findFocus()) row?.focus();
}
