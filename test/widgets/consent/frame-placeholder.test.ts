import { expect } from "@open-wc/testing";
import type { PolicyResource } from "../../../server/contract/consent.ts";
import { coverFrame } from "../../../widgets/consent/frame-placeholder.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { ConsentPage } from "./consent-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

/** What loading once is called. */
const ONCE: Record<string, string> = {
  en: "Load once",
  es: "Cargar una vez",
  pt: "Carregar uma vez",
  fr: "Charger une fois",
  de: "Einmal laden",
  it: "Carica una volta",
  ca: "Carrega un cop",
  ar: "تحميل مرة واحدة",
};

describe("placeholder of a blocked frame", () => {
  let page: ConsentPage;
  let frame: HTMLIFrameElement;
  let uncover: () => void;

  beforeEach(() => {
    page = new ConsentPage();
    window.fetch = async () => Response.json(policy());
    frame = document.createElement("iframe");
    Object.assign(frame, { title: "Town video", width: "480", height: "270" });
    frame.dataset["consent"] = "marketing.youtube";
    document.body.append(frame);
  });

  afterEach(async () => {
    uncover();
    frame.remove();
    document.documentElement.lang = "en";
    await page.close();
  });

  for (const [language, once] of Object.entries(ONCE)) {
    it(`speaks ${language}, with nothing for axe to find`, async () => {
      document.documentElement.lang = language;
      const cover = await mount();
      expect(labels(cover)[0]).to.equal(once);
      const direction = language === "ar" ? "rtl" : "ltr";
      expect(cover.shadowRoot?.querySelector("[role=group]")?.getAttribute("dir")).to.equal(direction);
      await expectAccessible(cover);
    });
  }

  it("says it in the site's own words", async () => {
    const texts = { placeholder: { from: "{service} waits.", once: "Just now" } };
    window.fetch = async () => Response.json({ ...policy(), texts });
    const cover = await mount("Film waits.");
    expect(labels(cover)).to.deep.equal(["Just now", "Always allow"]);
    await expectAccessible(cover);
  });

  it("says that there is content from elsewhere when the policy cannot be had", async () => {
    window.fetch = () => Promise.reject(new TypeError("no network"));
    const cover = await mount("Content from elsewhere is shown here once you allow it.");
    await expectAccessible(cover);
  });

  it("says the same when the server answers with a problem instead of the policy", async () => {
    const problem = { type: "about:blank", title: "Service Unavailable", status: 503, code: "unavailable" };
    window.fetch = async () => Response.json(problem, { status: 503 });
    await mount("Content from elsewhere is shown here once you allow it.");
  });

  it("says the same when what comes is no policy", async () => {
    window.fetch = async () => Response.json({ categories: [] });
    await mount("Content from elsewhere is shown here once you allow it.");
  });

  it("is not there while the page hides the frame", async () => {
    frame.style.display = "none";
    const cover = await mount();
    expect(getComputedStyle(cover).display).to.equal("none");
    frame.style.display = "";
    await waitUntil(() => cover.offsetWidth === frame.offsetWidth, "shown again");
  });

  it("says so when an answer could not be stored", async () => {
    const cover = await mount();
    const button = [...(cover.shadowRoot?.querySelectorAll("button") ?? [])].at(-1);
    button?.click();
    await waitUntil(() => cover.shadowRoot?.textContent?.includes("could not be saved"), "told");
    await expectAccessible(cover);
  });

  async function mount(text = "Film"): Promise<HTMLElement> {
    // Of an answer that never holds.
    const consent = { ...page.create(), set: async () => {}, has: () => false };
    uncover = coverFrame(frame, consent, () => {});
    const cover = frame.previousElementSibling as HTMLElement;
    await waitUntil(() => cover.shadowRoot?.textContent?.includes(text), "named");
    return cover;
  }
});

function labels(cover: HTMLElement): string[] {
  return [...(cover.shadowRoot?.querySelectorAll("button") ?? [])].map(
    ({ textContent }) => textContent ?? "",
  );
}

function policy(): PolicyResource {
  const film = { id: "youtube", name: "Film", purpose: "", provider: "", items: [] };
  return {
    version: 3,
    hash: "abc123",
    locale: "en",
    locales: ["en"],
    categories: [{ id: "marketing", name: "Marketing", description: "", services: [film] }],
    protection: [],
  };
}
