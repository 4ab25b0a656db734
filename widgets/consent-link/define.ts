import { defineOnce } from "../shared/define-once.ts";
import { ConsentLink } from "./consent-link.ts";

defineOnce("sereno-consent-link", ConsentLink);

declare global {
  interface HTMLElementTagNameMap {
    "sereno-consent-link": ConsentLink;
  }
}
