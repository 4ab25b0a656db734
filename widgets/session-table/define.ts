import { defineOnce } from "../shared/define-once.ts";
import { SessionTable } from "./session-table.ts";

defineOnce("sereno-session-table", SessionTable);

declare global {
  interface HTMLElementTagNameMap {
    "sereno-session-table": SessionTable;
  }
}
