/** The part of the page's address that begins with `prefix`, without it: `state=ended`. */
export function readAddress(prefix: string): string {
  const own = [...new URLSearchParams(location.search)].filter(([key]) => key.startsWith(prefix));
  return `${new URLSearchParams(own.map(([key, value]) => [key.slice(prefix.length), value]))}`;
}
