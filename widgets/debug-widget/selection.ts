/** Chromium keeps the selection inside a shadow root to itself; elsewhere the document's reaches into it. */
type SelectingRoot = ShadowRoot & { getSelection?: () => Selection | null };

/** Whether text inside a shadow root is selected: drawing anew would move it. */
export function hasSelection(root: SelectingRoot): boolean {
  const selection = root.getSelection ? root.getSelection() : document.getSelection();
  return selection !== null && !selection.isCollapsed && root.contains(selection.anchorNode);
}
