/** Adds an element to the page unless it has one; the element loader does the rest. */
export function mountOnce(tag: string): void {
  if (!document.querySelector(tag)) document.body.append(document.createElement(tag));
}
