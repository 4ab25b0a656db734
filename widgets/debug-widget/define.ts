import { defineOnce } from "../shared/define-once.ts";
import { DebugWidget } from "./debug-widget.ts";

defineOnce("sereno-debug-widget", DebugWidget);

declare global {
  interface HTMLElementTagNameMap {
    "sereno-debug-widget": DebugWidget;
  }
}
