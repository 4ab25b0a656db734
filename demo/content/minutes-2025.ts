import type { Minutes } from "./minutes.ts";

export const MINUTES_2025: readonly Minutes[] = [
  {
    slug: "2025-11-27",
    number: "11/2025",
    kind: "Ordinary",
    date: "2025-11-27",
    opened: "19:00",
    closed: "21:10",
    title: "A night bus, and quiet hours for the bells",
    summary:
      "Weekend buses return from the city at half past one, and the bells of San Roque rest between midnight and seven.",
    excused: ["Joaquín Belmonte Sáez"],
    items: [
      {
        title: "Night bus at weekends",
        paragraphs: [
          "Mr Peña reports on the trial of the autumn: 38 passengers a night on average, most of them between 17 and 24. The three towns of the valley share the cost by inhabitants.",
        ],
        vote: { for: 9, against: 0, abstentions: 1 },
      },
      {
        title: "Quiet hours for the bells of San Roque",
        paragraphs: [
          "In agreement with the parish the quarter strokes are silent between midnight and seven in the morning. The hour is struck as before on the eve of the patron saint.",
          "Mr Barranco votes against: the bells have struck the hours since 1786, and those who moved beside them knew it.",
        ],
        vote: { for: 7, against: 1, abstentions: 2 },
      },
      {
        title: "Appointment of the municipal archivist",
        paragraphs: ["Ms Inés Caballero Luna is appointed after a public competition with nine candidates."],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
    ],
    annex: {
      title: "Marks of the competition for the post of archivist",
      paragraphs: ["Candidates are named by the number they drew. Reserved by data protection law."],
      rows: [
        ["Candidate 4", "87.5 points"],
        ["Candidate 1", "81.0 points"],
        ["Candidate 7", "79.25 points"],
      ],
    },
  },
  {
    slug: "2025-09-25",
    number: "9/2025",
    kind: "Ordinary",
    date: "2025-09-25",
    opened: "19:00",
    closed: "20:35",
    title: "Shade: ninety trees for the schoolyard and the station",
    summary:
      "Ninety hackberries and holm oaks are planted before March, and the paving of the station square is opened for them.",
    excused: [],
    items: [
      {
        title: "Planting plan for the winter",
        paragraphs: [
          "Mr Cuenca presents the plan: 52 hackberries, 26 holm oaks, 12 almond trees. The pupils of the fourth year adopt a tree each and water it in the first two summers.",
          "The temperature on the station square reached 47 degrees on 11 August, measured at the height of a pram. Three hundred square metres of asphalt are taken up.",
        ],
        vote: { for: 11, against: 0, abstentions: 0 },
      },
      {
        title: "Fees for the nursery school",
        paragraphs: [
          "The fee for the second child falls to half, and families below twice the public income index pay nothing.",
        ],
        vote: { for: 8, against: 0, abstentions: 3 },
      },
    ],
  },
  {
    slug: "2025-05-29",
    number: "5/2025",
    kind: "Ordinary",
    date: "2025-05-29",
    opened: "19:00",
    closed: "22:15",
    title: "The reading room moves into the old granary",
    summary:
      "The granary of 1742 becomes reading room and archive. The longest debate of the year turns on its windows.",
    excused: ["Andrés Cuenca Prieto"],
    items: [
      {
        title: "Project for the granary (Pósito)",
        paragraphs: [
          "Ms Ruiz presents the project of the architects Lozano and Vera: reading room on the ground floor, archive above, a lift in the former stair tower. Cost 912,000 euros, of which 60 % come from the regional heritage fund.",
          "After two hours of debate the three windows to the north are not enlarged. A skylight of four square metres is added instead; the heritage commission had found either solution acceptable.",
        ],
        vote: { for: 6, against: 3, abstentions: 1 },
      },
      {
        title: "Municipal band: statutes",
        paragraphs: [
          "The statutes are approved as drafted. The band admits musicians from the age of twelve.",
        ],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
    ],
  },
  {
    slug: "2025-02-27",
    number: "2/2025",
    kind: "Ordinary",
    date: "2025-02-27",
    opened: "19:00",
    closed: "20:20",
    title: "Publishing the minutes for everybody",
    summary:
      "The plenary decides to publish its minutes on this site within ten working days, with personal data kept in annexes for members.",
    excused: ["Nuria Escudero Ramos"],
    items: [
      {
        title: "Publication of minutes and annexes",
        paragraphs: [
          "Ms Ruiz proposes that minutes be published within ten working days. What names private persons, or would harm an open contract, goes into an annex that members read after signing in.",
          "The secretary points out that the site must work with a telephone, with a screen reader and without scripts, and that nothing but what is necessary may be stored about its readers. The plenary makes both a condition.",
        ],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
      {
        title: "Twinning with Serre-les-Vignes",
        paragraphs: [
          "The mayor reports on the visit of the delegation. The charter is signed in both towns on the first Sunday in May.",
        ],
        vote: { for: 9, against: 0, abstentions: 1 },
      },
    ],
  },
];
