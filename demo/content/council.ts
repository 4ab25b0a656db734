export interface CouncilMember {
  name: string;
  post: string;
}

/** The eleven seats of the plenary, in order of precedence. */
export const COUNCIL: readonly CouncilMember[] = [
  { name: "Carmen Ibáñez Ortega", post: "Mayor" },
  { name: "Joaquín Belmonte Sáez", post: "First deputy mayor, finance" },
  { name: "Rosa Navarro Gil", post: "Second deputy mayor, works and water" },
  { name: "Ana Ruiz Cano", post: "Culture and archive" },
  { name: "Luis Peña Moreno", post: "Mobility and public space" },
  { name: "Teresa Olmedo Vidal", post: "Education" },
  { name: "Andrés Cuenca Prieto", post: "Farming and environment" },
  { name: "Pilar Santamaría León", post: "Social services" },
  { name: "Óscar Lafuente Mora", post: "Sport and festivities" },
  { name: "Nuria Escudero Ramos", post: "Councillor" },
  { name: "Emilio Barranco Soto", post: "Councillor" },
];

/** Keeps the minutes; has a voice in the plenary and no vote. */
export const SECRETARY = "Marta Soler Vives";

export const PRESIDENT = "Carmen Ibáñez Ortega";
