/** Where somebody who has no password here confirms that it is them. */
export interface Confirmation {
  /** Absolute. Takes `next`, where to come back to. */
  url: string;
  /** Who asks them there, such as `Google`; absent for the host itself. */
  name?: string;
}
