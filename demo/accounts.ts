/** Known to everybody who reads this: the demo's accounts open nothing beyond this machine. */
export const DEMO_PASSWORD = "sereno-demo";

export interface DemoAccount {
  username: string;
  displayName: string;
  roles: readonly string[];
}

/** Accounts that can sign in, all with the same password. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: "admin", displayName: "Marta Soler", roles: ["superuser"] },
  { username: "ana", displayName: "Ana Ruiz", roles: [] },
  { username: "luis", displayName: "Luis Peña", roles: [] },
];
