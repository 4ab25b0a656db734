import { TABS, type TabId } from "./tabs.ts";

/** What the widget keeps of the person's arrangement, never of the session. */
export interface WidgetMemory {
  /** Pixels from the right edge of the viewport. */
  right: number;
  /** Pixels from the bottom edge of the viewport. */
  bottom: number;
  isOpen: boolean;
  isLive: boolean;
  tab: TabId;
}

const STORAGE_KEY = "sereno_debug_widget";
const DEFAULTS: WidgetMemory = { right: 20, bottom: 20, isOpen: false, isLive: true, tab: "session" };

/** What was kept; defaults for what is missing, damaged, or not readable. */
export function readMemory(): WidgetMemory {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") as Partial<WidgetMemory>;
    return {
      right: Number.isFinite(kept.right) ? Number(kept.right) : DEFAULTS.right,
      bottom: Number.isFinite(kept.bottom) ? Number(kept.bottom) : DEFAULTS.bottom,
      isOpen: kept.isOpen === true,
      isLive: kept.isLive !== false,
      tab: TABS.find((tab) => tab === kept.tab) ?? DEFAULTS.tab,
    };
  } catch {
    return DEFAULTS;
  }
}

/** Keeps a change. Where storage is blocked the widget just forgets. */
export function writeMemory(change: Partial<WidgetMemory>): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...readMemory(), ...change }));
  } catch {
    // Storage blocked or full.
  }
}
