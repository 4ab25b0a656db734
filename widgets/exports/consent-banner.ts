import "../consent-banner/define.ts";

export { ConsentBanner } from "../consent-banner/consent-banner.ts";
