import type { PolicyResource } from "../../server/contract/consent.ts";
import { chooseLocale } from "../shared/choose-locale.ts";
import type { Consent } from "./consent-api.ts";
import { placeholderStyles } from "./frame-placeholder.styles.ts";
import { type PlaceholderMessages, placeholderMessages } from "./placeholder-messages.ts";

export type PlaceholderConsent = Pick<Consent, "has" | "get" | "set" | "policy" | "base">;

/** Parts of a page that is about to be kept or swapped carry the empty element along. */
const TAG = "sereno-consent-placeholder";

/**
 * Covers a frame that waits for consent with the reason and two ways on: load it now, or allow its service for
 * good. The frame keeps its place and size. Returns what takes the cover away.
 */
export function coverFrame(
  frame: HTMLIFrameElement,
  consent: PlaceholderConsent,
  loadOnce: () => void,
): () => void {
  if (frame.previousElementSibling?.localName === TAG) frame.previousElementSibling.remove();
  const { tag, direction, language } = chooseLocale(Object.keys(placeholderMessages), frame);
  const text = placeholderMessages[language] as PlaceholderMessages;
  const id = frame.dataset["consent"] ?? "";
  const words = element("p", { role: "status" });
  const cover = element(TAG, {});
  const group = element("div", {
    role: "group",
    lang: tag,
    dir: direction,
    "aria-label": frame.title || text.external,
  });
  const allow = (): Promise<void> =>
    allowAlways(consent, id, tag).then(() => {
      if (!consent.has(id)) words.textContent = text.failed;
    });
  const answers = element("div", { class: "row" });
  answers.append(button("primary", text.once, loadOnce), button("quiet", text.always, allow));
  group.append(words, answers);
  attach(cover, group);
  frame.before(cover);
  frame.inert = true;
  const observer = new ResizeObserver(() => fit(cover, frame));
  observer.observe(frame);
  fit(cover, frame);
  void findServiceName(consent, id, language).then((name) => {
    words.textContent = name ? text.from(name) : text.external;
  });
  return () => {
    observer.disconnect();
    const hadFocus = document.activeElement === cover;
    cover.remove();
    frame.inert = false;
    // Whoever pressed a button is now where the content is.
    if (hadFocus) frame.focus({ preventScroll: true });
  };
}

function allowAlways(consent: PlaceholderConsent, id: string, locale: string): Promise<void> {
  const granted = [...consent.get().granted, id];
  return consent.set({ granted, source: "placeholder", layout: "placeholder", locale });
}

/** Moved by its distance to the frame: wherever the page puts the one, it puts the other. */
function fit(cover: HTMLElement, frame: HTMLElement): void {
  for (const name of ["--_x", "--_y"]) cover.style.removeProperty(name);
  const [from, to] = [cover.getBoundingClientRect(), frame.getBoundingClientRect()];
  cover.style.setProperty("--_width", `${to.width}px`);
  cover.style.setProperty("--_height", `${to.height}px`);
  cover.style.setProperty("--_x", `${to.left - from.left}px`);
  cover.style.setProperty("--_y", `${to.top - from.top}px`);
}

/** By which the site calls the service, or the category; undefined when that cannot be had. */
async function findServiceName(
  { policy, base }: PlaceholderConsent,
  id: string,
  language: string,
): Promise<string | undefined> {
  const locale = policy.locales.find((one) => one.startsWith(language)) ?? policy.locales[0];
  try {
    const response = await fetch(`${base}assets/policy-${policy.hash}-${locale}.json`);
    const { categories } = (await response.json()) as PolicyResource;
    const [categoryId, serviceId] = id.split(".");
    const category = categories.find((one) => one.id === categoryId);
    return category?.services.find((one) => one.id === serviceId)?.name ?? category?.name;
  } catch {
    return undefined;
  }
}

function attach(host: HTMLElement, content: HTMLElement): void {
  const root = host.attachShadow({ mode: "open", delegatesFocus: true });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(placeholderStyles);
  root.adoptedStyleSheets = [sheet];
  root.append(content);
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
