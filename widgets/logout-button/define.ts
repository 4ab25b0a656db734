import { defineOnce } from "../shared/define-once.ts";
import { LogoutButton } from "./logout-button.ts";

defineOnce("sereno-logout-button", LogoutButton);
