const element = globalThis.HTMLElement ?? class {};

/**
 * Takes the global's place when the package is built: on a server that renders a host's pages there is none, and the
 * classes of the elements are only made, never used.
 * @public
 */
export { element as HTMLElement };
