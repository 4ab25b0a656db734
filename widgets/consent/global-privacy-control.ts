/** Whether the browser asks that personal data be neither sold nor shared: https://www.w3.org/TR/gpc/ */
export function hasGlobalPrivacyControl(): boolean {
  return (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
}
