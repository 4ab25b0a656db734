/** Readable by the page: `user` or `superuser`, then `.` and a short hash of the host's session alias when there is one. Carries no secret. */
export const HINT_COOKIE = "sereno_hint";

/** Readable copy of the CSRF token, for the page to echo in `X-CSRF-Token`. */
export const CSRF_COOKIE = "sereno_csrf";

export const CSRF_HEADER = "X-CSRF-Token";

/** Names a browser that somebody has signed in on, so that others' failures do not lock them out. HttpOnly, signed. */
export const DEVICE_COOKIE = "sereno_device";
