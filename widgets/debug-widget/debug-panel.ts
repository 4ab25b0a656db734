import {
  adoptStyles,
  html,
  nothing,
  type LitElement,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import type { ApiClient } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import type { PageSession } from "../shared/page-session.ts";
import { Announcer } from "./announcer.ts";
import { renderControls, type Controls } from "./controls.ts";
import type { DragController } from "./drag-controller.ts";
import { frameStyles } from "./frame.styles.ts";
import { renderHeader } from "./header.ts";
import type { LazyTabs } from "./lazy-tabs.ts";
import type { LiveSession } from "./live-session.ts";
import { canPreviewBanner, type PageConsent } from "./page-consent.ts";
import type { PageErrors } from "./page-errors.ts";
import type { PanelContext } from "./panel-context.ts";
import { messages, type PanelMessages } from "./panel-messages.ts";
import { panelStyles } from "./panel.styles.ts";
import { PANELS } from "./panels.ts";
import { RevealedCookies } from "./revealed-cookies.ts";
import { RevealedValues } from "./revealed-values.ts";
import { clearSession, copyReport, logOut, type ActionContext } from "./session-actions.ts";
import { describeShortcut } from "./shortcut.ts";
import { renderSkeleton } from "./skeleton.ts";
import { summarize } from "./summary.ts";
import { renderTabList } from "./tab-list.ts";
import { TABS, type TabId } from "./tabs.ts";
import { readMemory, writeMemory } from "./widget-memory.ts";

/** What the open widget needs of the element. */
export interface PanelHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  api: ApiClient;
  pageSession: PageSession;
  consent: PageConsent | undefined;
  shortcut: string;
  isLive: boolean;
  readonly open: boolean;
  readonly live: LiveSession;
  readonly errors: PageErrors;
  readonly drag: DragController;
  collapse(): void;
}

const loaders = { es: () => import("./panel-messages.es.ts").then((module) => module.messages) };

/** The open widget. Comes with the first opening: most pages that a superuser sees never need it. */
export class DebugPanel {
  readonly #host: PanelHost;
  readonly #localized: Localized<PanelMessages>;
  readonly #announcer: Announcer;
  readonly #revealed: RevealedValues;
  readonly #revealedCookies: RevealedCookies;
  #lazyTabs: LazyTabs | undefined;
  #hasFailed = false;
  #tab = readMemory().tab;

  constructor(host: PanelHost) {
    this.#host = host;
    this.#localized = new Localized(host, messages, loaders);
    this.#announcer = new Announcer(host);
    this.#revealed = new RevealedValues(host);
    this.#revealedCookies = new RevealedCookies(host, () => {
      void this.#announcer.say(this.#localized.text.revealFailed);
      // What was refused may be refused for the role.
      void host.live.refresh();
    });
    const { elementStyles } = host.constructor as typeof LitElement;
    adoptStyles(host.renderRoot as ShadowRoot, [...elementStyles, frameStyles, panelStyles]);
  }

  /** Forgets what was shown on demand. */
  close(): void {
    this.#hideValues();
    this.#lazyTabs?.log.close();
  }

  /** Called whenever the panel is shown: what its tab needs besides the snapshot. */
  async open(): Promise<void> {
    if (this.#tab !== "log") this.#lazyTabs?.log.pause();
    if (!["log", "statistics", "consent"].includes(this.#tab)) return;
    try {
      const { createLazyTabs } = await import("./panel-on-demand.ts");
      this.#lazyTabs ??= createLazyTabs(this.#host);
      this.#hasFailed = false;
      if (this.#tab === "log" && this.#host.isConnected && this.#host.open) void this.#lazyTabs.log.open();
    } catch {
      this.#hasFailed = true;
    }
    this.#host.requestUpdate();
  }

  focus(): void {
    const tab = this.#host.renderRoot.querySelector<HTMLElement>(`#tab-${this.#tab}`);
    tab?.focus();
    // A focus is content with a tab of which some is to be seen.
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  render(): TemplateResult {
    const { text } = this.#localized;
    const context = this.#context;
    return html`<div class="panel enter" part="panel" @keydown=${this.#closeByKey}>
      ${this.#renderHeader(text)} ${this.#renderTabs(text)}
      ${this.#host.live.hasFailed || this.#hasFailed ? this.#renderFailure(text) : nothing}
      ${TABS.map((tab) => this.#renderTabPanel(tab, context))}
      <p role="status"><span>${this.#announcer.text}</span></p>
      ${renderControls({ text, isLive: this.#host.isLive, ...this.#controls })}
    </div>`;
  }

  #renderHeader(text: PanelMessages): TemplateResult {
    const { live, pageSession, drag, shortcut } = this.#host;
    return renderHeader({
      text,
      drag,
      shortcut: describeShortcut(shortcut),
      summary: summarize(live, pageSession.session, this.#localized.locale),
      onMinimize: () => this.#host.collapse(),
      onHide: () => this.#hide(),
    });
  }

  #renderTabs(text: PanelMessages): TemplateResult {
    return renderTabList({
      selected: this.#tab,
      label: text.tabList,
      names: text.tabs,
      counts: { log: this.#host.errors.list.length },
      onSelect: (tab) => void this.#select(tab),
    });
  }

  #renderFailure(text: PanelMessages): TemplateResult {
    return html`<p class="failure">
      ${text.failed}
      <button class="link small" @click=${() => this.#refresh()}>${text.retry}</button>
    </p>`;
  }

  /** Only the selected panel has content; it scrolls, so it takes the focus. */
  #renderTabPanel(tab: TabId, context: PanelContext | undefined): TemplateResult {
    const isSelected = tab === this.#tab;
    const content = isSelected && (context ? PANELS[tab](context) : this.#renderWait());
    return html`<div
      role="tabpanel"
      id="panel-${tab}"
      aria-labelledby="tab-${tab}"
      tabindex="0"
      ?hidden=${!isSelected}
    >
      ${content || nothing}
    </div>`;
  }

  #renderWait(): TemplateResult | typeof nothing {
    return this.#host.live.hasFailed ? nothing : renderSkeleton(this.#localized.text.loading);
  }

  get #context(): PanelContext | undefined {
    const { live, pageSession, consent, errors } = this.#host;
    const { text, locale } = this.#localized;
    return (
      live.snapshot && {
        ...live.snapshot,
        session: pageSession.session,
        policy: live.policy,
        consent,
        text,
        locale,
        now: live.now,
        errors: errors.list,
        revealed: this.#revealed,
        revealedCookies: this.#revealedCookies,
        lazyTabs: this.#lazyTabs,
      }
    );
  }

  get #controls(): Controls {
    const { live } = this.#host;
    const action = this.#actionContext;
    return {
      onRefresh: () => void this.#refresh().then(() => this.#announcer.say(action.text.refreshed)),
      onLive: () => this.#toggleLive(),
      onPreviewBanner: canPreviewBanner() ? () => this.#previewBanner() : undefined,
      onCopy: () => this.#context && void copyReport(this.#context, action),
      onCopyCurl: () => void copyReport(undefined, action),
      onClear: () => void clearSession(action).then(() => live.refresh()),
      onLogOut: () => void logOut(action),
    };
  }

  get #actionContext(): ActionContext {
    const { api, pageSession } = this.#host;
    return { host: this.#host, api, pageSession, announcer: this.#announcer, text: this.#localized.text };
  }

  async #select(tab: TabId): Promise<void> {
    this.#tab = tab;
    this.#hideValues();
    writeMemory({ tab });
    void this.open();
    this.#host.live.show();
    await this.#host.updateComplete;
    this.focus();
  }

  async #refresh(): Promise<void> {
    void this.open();
    void this.#lazyTabs?.log.reload();
    await this.#host.live.refresh();
  }

  #toggleLive(): void {
    const isLive = !this.#host.isLive;
    this.#host.isLive = isLive;
    writeMemory({ isLive });
    const { liveOn, liveOff } = this.#localized.text;
    void this.#announcer.say(isLive ? liveOn : liveOff);
  }

  #previewBanner(): void {
    this.#host.collapse();
    window.showCookieNotificationTest();
  }

  /** Until the next page, or the shortcut. */
  #hide(): void {
    this.#host.collapse();
    this.#host.hidden = true;
  }

  /** Esc closes one level: first the values that are shown, then the panel. */
  #closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (!this.#hideValues()) this.#host.collapse();
  };

  #hideValues(): boolean {
    return [this.#revealedCookies.clear(), this.#revealed.clear()].includes(true);
  }
}
