/** Calls `visit` for every matching element of the page, those that come later included. */
export function watchElements(selector: string, visit: (element: HTMLElement) => void): void {
  const scan = (node: Node): void => {
    if (!(node instanceof HTMLElement)) return;
    if (node.matches(selector)) visit(node);
    node.querySelectorAll<HTMLElement>(selector).forEach(visit);
  };
  const root = document.documentElement;
  new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations) addedNodes.forEach(scan);
  }).observe(root, { childList: true, subtree: true });
  scan(root);
}
