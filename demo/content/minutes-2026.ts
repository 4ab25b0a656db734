import type { Minutes } from "./minutes.ts";

export const MINUTES_2026: readonly Minutes[] = [
  {
    slug: "2026-10-29",
    number: "10/2026",
    kind: "Ordinary",
    date: "2026-10-29",
    opened: "19:00",
    closed: "21:25",
    title: "Budget for 2027 and the lamps of Calle Mayor",
    summary:
      "The plenary approves the budget for 2027, replaces 214 street lamps by warm, shielded ones, and hears the first report on the reopened reading room.",
    excused: ["Óscar Lafuente Mora"],
    items: [
      {
        title: "Approval of the minutes of the previous session",
        paragraphs: [
          "The secretary reads the draft of the minutes of 24 September. Ms Escudero asks that her remark on the bus stop at the clinic be recorded in full, and the text is amended accordingly.",
        ],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
      {
        title: "Municipal budget for the year 2027",
        paragraphs: [
          "Mr Belmonte presents a budget of 6,184,000 euros, 2.9 % above the present one. Half of the growth goes to the water network, where losses have fallen from 31 % to 22 % in three years and are to fall below 18 %.",
          "Mr Barranco regrets that the renewal of the sports hall is put off once more. Mr Belmonte answers that the roof was made safe in summer and that the regional grant will be decided in March; a line of 40,000 euros is kept open for the town's share.",
        ],
        vote: { for: 7, against: 1, abstentions: 2 },
      },
      {
        title: "Street lighting of Calle Mayor and the old town",
        paragraphs: [
          "Mr Peña explains the plan: 214 lamps of 2,700 kelvin, shielded upwards, dimmed to a third between one and five in the morning. The yearly consumption falls by an estimated 61 %.",
          "At the request of the neighbours of Plaza del Sereno the two cast-iron lanterns of 1911 are restored and stay where they are.",
        ],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
      {
        title: "First report on the reading room",
        paragraphs: [
          "Ms Ruiz reports 2,310 visits in the first eight weeks after the reopening, four in ten by people under twenty. The longer opening on Thursdays is kept until June and then reviewed.",
        ],
        outcome: "Noted",
      },
      {
        title: "Questions from the public",
        paragraphs: [
          "Ms Dolores Heredia asks when the footpath to the hermitage will be passable again after the rains of the 11th. Ms Navarro names the second week of November.",
        ],
        outcome: "Answered",
      },
    ],
    annex: {
      title: "Offers received for the street lighting contract",
      paragraphs: [
        "Opened by the procurement board on 20 October in the presence of the secretary. Reserved until the contract is signed.",
      ],
      rows: [
        ["Luminarias del Segura, S.L.", "186,400 €"],
        ["Alumbrado Ibérico, S.A.", "191,950 €"],
        ["Electricidad Hermanos Roldán", "203,120 €"],
      ],
    },
  },
  {
    slug: "2026-09-24",
    number: "9/2026",
    kind: "Ordinary",
    date: "2026-09-24",
    opened: "19:00",
    closed: "20:50",
    title: "The school crossing and a second bus in the morning",
    summary:
      "A raised crossing in front of the Cervantes school, a second bus to the valley at 7:40, and the accounts of the summer festivities.",
    excused: [],
    items: [
      {
        title: "Raised crossing on Avenida de la Estación",
        paragraphs: [
          "Ms Olmedo recalls the 418 signatures of the parents' association. Traffic was counted for two weeks in May: one car in three drives above 50 km/h at the hour of entry.",
          "The crossing is raised by ten centimetres, lit from both sides, and the lane narrowed to three metres. Works are to be finished before the Christmas holidays.",
        ],
        vote: { for: 11, against: 0, abstentions: 0 },
      },
      {
        title: "Agreement with the bus operator of the valley",
        paragraphs: [
          "Mr Peña presents the agreement for a second bus at 7:40 from Monday to Friday, for one school year on trial. The town pays 18,600 euros; the region pays the same.",
          "Ms Escudero asks for a stop at the clinic. The operator will try it from October.",
        ],
        vote: { for: 9, against: 0, abstentions: 2 },
      },
      {
        title: "Accounts of the summer festivities",
        paragraphs: [
          "Mr Lafuente reports expenses of 74,310 euros, 1,290 below the budget. The surplus goes to the fund for the municipal band's instruments.",
        ],
        outcome: "Noted",
      },
    ],
  },
  {
    slug: "2026-06-25",
    number: "6/2026",
    kind: "Ordinary",
    date: "2026-06-25",
    opened: "19:00",
    closed: "21:05",
    title: "Water: the Fuente Vieja main is renewed",
    summary:
      "Three kilometres of asbestos cement pipe are replaced between the Fuente Vieja spring and the lower reservoir, with the works divided so that no street is without water overnight.",
    excused: ["Emilio Barranco Soto", "Pilar Santamaría León"],
    items: [
      {
        title: "Renewal of the Fuente Vieja water main",
        paragraphs: [
          "Ms Navarro presents the final project. The pipe of 1968 broke eleven times in 2025. It is replaced by ductile iron over 3,040 metres, in six stages of at most nine hours.",
          "Mr Cuenca asks that the irrigators' community be told of each stage a week ahead. The plenary agrees and adds the condition to the contract.",
        ],
        vote: { for: 9, against: 0, abstentions: 0 },
      },
      {
        title: "Rules for terraces in Plaza del Sereno",
        paragraphs: [
          "Terraces may take up half of the width and close at midnight, at one on Fridays and Saturdays. A free lane of two and a half metres is marked in the paving for prams, wheelchairs and the ambulance.",
        ],
        vote: { for: 6, against: 2, abstentions: 1 },
      },
      {
        title: "Report of the archive",
        paragraphs: [
          "Ms Ruiz informs that the minute books from 1874 to 1931 have been scanned and can be read in the archive. Those from 1931 to 1979 follow once they have been rebound.",
        ],
        outcome: "Noted",
      },
    ],
    annex: {
      title: "Houses with lead joints found during the survey",
      paragraphs: [
        "Owners were told by letter on 12 June. The list is reserved, as it names private addresses; streets only are given here.",
      ],
      rows: [
        ["Calle de las Eras", "7 houses"],
        ["Travesía del Pósito", "4 houses"],
        ["Calle Nueva", "2 houses"],
      ],
    },
  },
  {
    slug: "2026-03-26",
    number: "3/2026",
    kind: "Ordinary",
    date: "2026-03-26",
    opened: "19:00",
    closed: "20:40",
    title: "Almond blossom route and the market hall",
    summary:
      "A waymarked walk of nine kilometres through the almond groves, and Saturday opening for the stalls of the market hall.",
    excused: ["Teresa Olmedo Vidal"],
    items: [
      {
        title: "Waymarking of the almond blossom route",
        paragraphs: [
          "Mr Cuenca presents the agreement with the owners of fourteen plots. The route leads in nine kilometres from the market hall to the hermitage and back along the old mule track; dogs on the lead, no bicycles from January to March.",
        ],
        vote: { for: 10, against: 0, abstentions: 0 },
      },
      {
        title: "Opening hours of the market hall",
        paragraphs: [
          "Stalls may open on Saturdays until four in the afternoon. Rents stay as they are for two years; the empty stalls 6 and 11 are let by lottery to growers of the municipality.",
        ],
        vote: { for: 8, against: 0, abstentions: 2 },
      },
    ],
  },
  {
    slug: "2026-01-15",
    number: "1/2026",
    kind: "Extraordinary",
    date: "2026-01-15",
    opened: "18:00",
    closed: "19:10",
    title: "After the snow: emergency works",
    summary:
      "The plenary confirms the emergency decrees after the snowfall of 8 and 9 January and asks the region for help with the roofs of two public buildings.",
    excused: [],
    items: [
      {
        title: "Emergency decrees of the mayor",
        paragraphs: [
          "The mayor reports on the two nights in which the road to the upper quarter was closed. Forty-one neighbours were lodged in the school; nobody was hurt. She thanks the volunteers, the civil guard, and the two farmers whose tractors kept the road to the clinic open.",
          "The decrees 2, 3 and 4 of 2026 are confirmed.",
        ],
        vote: { for: 11, against: 0, abstentions: 0 },
      },
      {
        title: "Request for help with the roofs of the school and the sports hall",
        paragraphs: [
          "Damage is put at 132,000 euros. The region is asked for three quarters; the remainder is advanced from the contingency fund.",
        ],
        vote: { for: 11, against: 0, abstentions: 0 },
      },
    ],
  },
];
