import "../debug-widget/define.ts";

export { DebugWidget } from "../debug-widget/debug-widget.ts";
