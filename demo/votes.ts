import { COUNCIL } from "./content/council.ts";
import type { Vote } from "./content/minutes.ts";
import { html, type Html } from "../server/http/html.ts";

const SEAT_PX = 16;

/** The result in words, and one mark a seat: filled in favour, square against, ring for an abstention. */
export function votes(vote: Vote): Html {
  return html`<p class="votes">
    ${seats(vote)}<span><b>${verdict(vote)}</b> ${inWords(vote)}</span>
  </p>`;
}

function verdict(vote: Vote): string {
  if (vote.for <= vote.against) return "Rejected.";
  return vote.against + vote.abstentions === 0 ? "Approved unanimously." : "Approved.";
}

function inWords(vote: Vote): string {
  const parts = [`${vote.for} in favour`];
  if (vote.against > 0) parts.push(`${vote.against} against`);
  if (vote.abstentions > 0)
    parts.push(`${vote.abstentions} ${vote.abstentions === 1 ? "abstention" : "abstentions"}`);
  return parts.join(", ");
}

function seats(vote: Vote): Html {
  const kinds = [
    ...Array<string>(vote.for).fill("for"),
    ...Array<string>(vote.against).fill("against"),
    ...Array<string>(vote.abstentions).fill("abstention"),
  ];
  return html`<svg
    width="${COUNCIL.length * SEAT_PX}"
    height="${SEAT_PX}"
    aria-hidden="true"
    focusable="false"
  >
    ${kinds.map(seat)}
  </svg>`;
}

function seat(kind: string, index: number): Html {
  const middle = index * SEAT_PX + SEAT_PX / 2;
  if (kind === "against")
    return html`<rect class="seat-against" x="${middle - 5}" y="3" width="10" height="10" rx="2" />`;
  return html`<circle class="seat-${kind}" cx="${middle}" cy="8" r="${kind === "for" ? 5.5 : 4.5}" />`;
}
