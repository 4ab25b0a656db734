/** The version of the policy that the cookie's answer was given to, when it is not the present one. */
export function findEarlierVersion(version?: number): number | undefined {
  try {
    const answered = Number(/sereno_consent=v=1&p=(\d+)/.exec(document.cookie)?.[1]);
    return answered && answered !== version ? answered : undefined;
  } catch {
    return undefined;
  }
}
