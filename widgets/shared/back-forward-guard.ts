export interface BackForwardGuardOptions {
  /** Whether the page ever showed something of a session. */
  isPrivate: () => boolean;
  /** Lets go of streams, locks and channels. */
  suspend: () => void;
  resume: () => void;
  /** Whether the session that the page was made for still lives. */
  isStillSignedIn: () => Promise<boolean>;
  reload: () => void;
}

/**
 * Keeps the back button from showing a signed-in page after the session ended: the page goes into the
 * back/forward cache hidden, and is shown again once the server has said that the session lives; otherwise
 * it is loaded anew. `Cache-Control: no-store` alone does not stop browsers from restoring a page.
 * Answers a function that ends the guard.
 */
export function guardBackForward(options: BackForwardGuardOptions): () => void {
  const sheet = createHidingSheet();

  function onPageHide(): void {
    options.suspend();
    if (options.isPrivate()) document.adoptedStyleSheets.push(sheet);
  }

  async function onPageShow(event: PageTransitionEvent): Promise<void> {
    if (!event.persisted) return;
    options.resume();
    if (!document.adoptedStyleSheets.includes(sheet)) return;
    if (!(await options.isStillSignedIn())) return options.reload();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }

  const onShow = (event: PageTransitionEvent): void => void onPageShow(event);
  addEventListener("pagehide", onPageHide);
  addEventListener("pageshow", onShow);
  return () => {
    removeEventListener("pagehide", onPageHide);
    removeEventListener("pageshow", onShow);
  };
}

function createHidingSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  // Opacity covers what sets `visibility` itself, visibility what stands in the top layer.
  sheet.replaceSync(
    ":root{opacity:0!important;pointer-events:none!important}:root,:root *{visibility:hidden!important}",
  );
  return sheet;
}
