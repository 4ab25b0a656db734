/** Calls `visit` for every matching element of the page, those that come later included. */
export function watchElements(selector: string, visit: (element: HTMLElement) => void): void {
  const scan = (node: Node): void => {
    const element = node as HTMLElement;
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (element.matches(selector)) visit(element);
    element.querySelectorAll<HTMLElement>(selector).forEach(visit);
  };
  const root = document.documentElement;
  new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations) addedNodes.forEach(scan);
  }).observe(root, { childList: true, subtree: true });
  scan(root);
}
