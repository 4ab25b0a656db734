/** The script tag that brought Sereno, the first one when there are several. Undefined when a module imported it. */
export function findScriptTag(): HTMLScriptElement | undefined {
  return document.querySelector<HTMLScriptElement>('script[src*="sereno.js"]') ?? undefined;
}
