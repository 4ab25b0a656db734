import "../consent-link/define.ts";

export { ConsentLink } from "../consent-link/consent-link.ts";
