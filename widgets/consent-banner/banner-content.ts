import type { LocaleChoice } from "../shared/choose-locale.ts";
import type { BannerMessages } from "./messages.ts";

export interface BannerContent {
  text: BannerMessages;
  locale: LocaleChoice;
  isPreview: boolean;
  hasPrivacyControl: boolean;
  /** Whether an earlier version of the policy was answered. */
  hasPolicyChanged: boolean;
  onAccept: () => void;
  onReject: () => void;
  onChoose: () => void;
}

const LANTERN = [
  ["rect", { width: 36, height: 36, rx: 9, fill: "#111a33", stroke: "#3a4772" }],
  ["path", { d: "M18 6v4M12.5 12h11l2 14h-15z", stroke: "#eef2ff", "stroke-width": 2, fill: "none" }],
  ["circle", { cx: 18, cy: 19.5, r: 3.6, fill: "#f2b84b" }],
] as const;

/** The banner's region: mark, title, text, notes, and the three answers. */
export function bannerContent(content: BannerContent): HTMLElement {
  const { text, locale, isPreview, hasPrivacyControl, hasPolicyChanged } = content;
  const region = element("div", {
    role: "region",
    "aria-labelledby": "title",
    lang: locale.tag,
    dir: locale.direction,
  });
  const notes = [
    isPreview && text.preview,
    hasPolicyChanged && text.policyChanged,
    hasPrivacyControl && text.privacyControl,
  ]
    .filter(Boolean)
    .join(" ");
  const answers = element("div", { class: "row" });
  answers.append(
    // Twins: accepting and refusing share one style, so neither can be made weaker alone.
    button("primary", text.accept, content.onAccept),
    button("primary", text.reject, content.onReject),
    button("link", text.choose, content.onChoose),
  );
  region.append(
    lantern(),
    element("h2", { id: "title" }, text.title),
    element("p", {}, text.text),
    element("p", { class: "note" }, notes),
    ...(hasPolicyChanged ? [changesList(text)] : []),
    element("p", { class: "note", role: "alert" }),
    answers,
  );
  return region;
}

/** Of a fixed height, and filled later: nothing moves when it is. Scrolled by keyboard too. */
function changesList(text: BannerMessages): HTMLElement {
  return element("ul", { class: "note", tabindex: "0", "aria-label": text.policyChanged });
}

function element(tag: string, attributes: Record<string, string>, text = ""): HTMLElement {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.textContent = text;
  return created;
}

function button(style: string, text: string, onClick: () => void): HTMLElement {
  const created = element("button", { type: "button", class: style }, text);
  created.addEventListener("click", onClick);
  return created;
}

function lantern(): SVGElement {
  const mark = vector("svg", { viewBox: "0 0 36 36", "aria-hidden": "true" });
  mark.append(...LANTERN.map(([tag, attributes]) => vector(tag, attributes)));
  return mark;
}

function vector(tag: string, attributes: Record<string, string | number>): SVGElement {
  const created = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, `${value}`);
  return created;
}
