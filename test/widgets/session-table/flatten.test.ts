import { expect } from "@open-wc/testing";
import { html, nothing, render } from "lit";
import { flatten } from "../../../widgets/session-table/flatten.ts";

const cell = (words: string) => html`<i .textContent=${words}></i>`;

describe("flatten", () => {
  it("draws what its templates would, also those among values and in lists", () => {
    const place = document.createElement("p");
    render(
      flatten([html`<b title=${"a"}>${[cell("b"), nothing, html` and ${cell("c")}`]}</b>`, html`, ${"d"}`]),
      place,
    );
    expect(place.querySelector("b")?.title).to.equal("a");
    expect(place.textContent).to.equal("b and c, d");
    expect(place.querySelectorAll("i").length).to.equal(2);
  });

  it("keeps the elements as long as the shape is the same, and the text is new", () => {
    const place = document.createElement("p");
    render(flatten([cell("a"), cell("b")]), place);
    const [first] = place.children;
    render(flatten([cell("c"), cell("d")]), place);
    expect(place.firstElementChild === first).to.equal(true);
    expect(place.textContent).to.equal("cd");
  });

  it("tells shapes apart that are made of the same templates in another order", () => {
    const holder = (one: unknown, other: unknown) => html`<b>${one}</b><b>${other}</b>`;
    const place = document.createElement("p");
    render(flatten([holder("a", cell("b"))]), place);
    render(flatten([holder(cell("c"), "d")]), place);
    expect(place.innerHTML.replace(/<!--.*?-->/g, "")).to.equal("<b><i>c</i></b><b>d</b>");
  });

  it("never reads markup from a value", () => {
    const place = document.createElement("p");
    const markup = "<img src=x onerror=alert(1)>";
    render(flatten([html`<b title=${markup}>${markup}</b>`, cell(markup)]), place);
    expect(place.querySelector("img")).to.equal(null);
    expect(place.textContent).to.equal(markup + markup);
  });
});
