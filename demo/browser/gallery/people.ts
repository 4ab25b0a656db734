import type { UserResource } from "../../../server/contract/index.ts";

export const MARTA: UserResource = {
  id: "sub_marta",
  username: "marta",
  displayName: "Marta Soler",
  roles: ["superuser"],
  isSuperuser: true,
};

export const ANA = member("ana", "Ana Ruiz");
export const LUIS = member("luis", "Luis Peña");
export const INES = member("ines.villanueva.de.la.serena", "Inés Villanueva de la Serena");

function member(username: string, displayName: string): UserResource {
  return { id: `sub_${username}`, username, displayName, roles: [], isSuperuser: false };
}
