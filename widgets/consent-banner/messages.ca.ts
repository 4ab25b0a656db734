import type { BannerMessages } from "./messages.ts";

export const catalan: BannerMessages = {
  title: "Galetes en aquest lloc",
  text: "Algunes mantenen la vostra sessió oberta i estan sempre actives. D’altres ens ajuden a veure quines pàgines són útils. Vós decidiu, i podeu canviar d’opinió quan vulgueu.",
  accept: "Accepta-les totes",
  reject: "Rebutja-les totes",
  choose: "Tria…",
  privacyControl:
    "El vostre navegador envia el senyal Global Privacy Control: el màrqueting queda desactivat si no el trieu vós.",
  preview: "Això és una previsualització. No es desa res.",
  policyChanged:
    "La política de galetes ha canviat des de la vostra darrera resposta, per això us ho tornem a preguntar. El que vau rebutjar continua rebutjat fins que respongueu.",
  failed: "No s’ha pogut desar la vostra resposta. Comproveu la connexió i torneu-ho a provar.",
};
