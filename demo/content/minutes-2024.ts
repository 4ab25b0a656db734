import type { Minutes } from "./minutes.ts";

export const MINUTES_2024: readonly Minutes[] = [
  {
    slug: "2024-12-19",
    number: "12/2024",
    kind: "Ordinary",
    date: "2024-12-19",
    opened: "18:30",
    closed: "20:45",
    title: "Budget for 2025 and a plan against leaks",
    summary:
      "The budget for 2025 is approved with nine votes. A plan of four years is to halve the losses of the water network.",
    excused: ["Rosa Navarro Gil"],
    items: [
      {
        title: "Municipal budget for the year 2025",
        paragraphs: [
          "Mr Belmonte presents a budget of 5,840,000 euros. Debt falls to 31 % of current income, the lowest figure since 2006.",
        ],
        vote: { for: 9, against: 0, abstentions: 1 },
      },
      {
        title: "Plan against leaks 2025–2028",
        paragraphs: [
          "Of each hundred litres that leave the reservoir, thirty-one are lost. Sixty listening devices are installed in the network, and the three oldest mains are renewed in the order of their failures.",
        ],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
    ],
  },
  {
    slug: "2024-07-25",
    number: "7/2024",
    kind: "Ordinary",
    date: "2024-07-25",
    opened: "20:00",
    closed: "21:15",
    title: "Summer: the pool, the fires, and the market at dusk",
    summary:
      "Longer hours at the pool, a clean strip around the upper quarter before August, and the Thursday market in the cool of the evening.",
    excused: ["Luis Peña Moreno", "Teresa Olmedo Vidal"],
    items: [
      {
        title: "Clearing of the strip around the upper quarter",
        paragraphs: [
          "Twenty-five metres of undergrowth are cleared before 1 August. Owners may do it themselves; otherwise the town does it at their cost, after a letter and ten days.",
        ],
        vote: { for: 9, against: 0, abstentions: 0 },
      },
      {
        title: "Thursday market in the evening",
        paragraphs: [
          "From 27 June to 12 September the market is held from seven to eleven in the evening. The stallholders voted for it by 34 to 9.",
        ],
        vote: { for: 8, against: 0, abstentions: 1 },
      },
    ],
  },
  {
    slug: "2024-02-29",
    number: "2/2024",
    kind: "Extraordinary",
    date: "2024-02-29",
    opened: "19:00",
    closed: "19:50",
    title: "The name of the square",
    summary:
      "By popular request the former Plaza de la Estafeta becomes Plaza del Sereno, after the night watchmen who called the hours there until 1962.",
    excused: [],
    items: [
      {
        title: "Naming of the Plaza del Sereno",
        paragraphs: [
          "Ms Ruiz reads from the wages book of 1911: Tomás Heredia, sereno, two pesetas a night, “with pike, lantern and the keys of all the houses”. He knew who was in, and saw everyone out.",
          "His great-granddaughter, present in the public, is invited to unveil the plate.",
        ],
        vote: { for: 11, against: 0, abstentions: 0 },
      },
    ],
  },
];
