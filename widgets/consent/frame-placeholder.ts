import type { PolicyResource } from "../../server/contract/consent.ts";
import { chooseLocale } from "../shared/choose-locale.ts";
import type { Consent } from "./consent-api.ts";
import { placeholderStyles } from "./frame-placeholder.styles.ts";
import { type PlaceholderMessages, placeholderMessages } from "./placeholder-messages.ts";
import { policyFile, policyLanguages, textsIn } from "./site-texts.ts";

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
  const languages = [...Object.keys(placeholderMessages), ...policyLanguages(consent.policy)];
  const { tag, direction, language } = chooseLocale(languages, frame);
  let text = (placeholderMessages[language] ?? placeholderMessages["en"]) as PlaceholderMessages;
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
  const [once, always] = [button("primary", text.once, loadOnce), button("quiet", text.always, allow)];
  answers.append(once, always);
  group.append(words, answers);
  attach(cover, group);
  frame.before(cover);
  frame.inert = true;
  const observer = new ResizeObserver(() => fit(cover, frame));
  observer.observe(frame);
  fit(cover, frame);
  const describe = async (): Promise<void> => {
    const policy = await fetchPolicy(consent, frame);
    const name = nameOf(policy, id);
    text = { ...text, ...textsIn(policy, language).placeholder };
    [once.textContent, always.textContent] = [text.once, text.always];
    words.textContent = name ? text.from.replace("{service}", () => name) : text.external;
  };
  // Not to be had, or no policy at all.
  describe().catch(() => (words.textContent = text.external));
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
  cover.hidden = false;
  const [from, to] = [cover.getBoundingClientRect(), frame.getBoundingClientRect()];
  // The page may hide the frame, for now or for good.
  cover.hidden = to.width === 0;
  cover.style.setProperty("--_frame-radius", getComputedStyle(frame).borderRadius);
  cover.style.setProperty("--_width", `${to.width}px`);
  cover.style.setProperty("--_height", `${to.height}px`);
  cover.style.setProperty("--_x", `${to.left - from.left}px`);
  cover.style.setProperty("--_y", `${to.top - from.top}px`);
}

/** The site's own texts and lists. Rejects when there is no JSON; what comes may be no policy at all. */
async function fetchPolicy({ policy, base }: PlaceholderConsent, frame: Element): Promise<PolicyResource> {
  const response = await fetch(base + policyFile(policy, frame));
  return response.json();
}

/** By which the site calls the service, or the category. */
function nameOf({ categories }: PolicyResource, id: string): string | undefined {
  const [categoryId, serviceId] = id.split(".");
  const category = categories.find((one) => one.id === categoryId);
  return category?.services.find((one) => one.id === serviceId)?.name ?? category?.name;
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
