import type { BannerMessages } from "./messages.ts";

export const french: BannerMessages = {
  title: "Cookies sur ce site",
  text: "Certains maintiennent votre connexion et sont toujours actifs. D’autres nous aident à savoir quelles pages sont utiles. Vous décidez, et vous pouvez changer d’avis à tout moment.",
  accept: "Tout accepter",
  reject: "Tout refuser",
  choose: "Choisir…",
  privacyControl:
    "Votre navigateur envoie un signal Global Privacy Control : le marketing reste désactivé sauf si vous le choisissez.",
  preview: "Ceci est un aperçu. Rien n’est enregistré.",
  policyChanged:
    "La politique de cookies a changé depuis votre dernière réponse, nous vous reposons donc la question. Ce que vous avez refusé le reste jusqu’à votre réponse.",
  failed: "Votre réponse n’a pas pu être enregistrée. Vérifiez votre connexion et réessayez.",
};
