import type { BannerMessages } from "./messages.ts";

export const portuguese: BannerMessages = {
  title: "Cookies neste site",
  text: "Alguns mantêm a sua sessão iniciada e estão sempre ativos. Outros ajudam-nos a ver que páginas são úteis. A decisão é sua, e pode mudar de ideias a qualquer momento.",
  accept: "Aceitar todos",
  reject: "Rejeitar todos",
  choose: "Escolher…",
  privacyControl:
    "O seu navegador envia um sinal Global Privacy Control: o marketing fica desligado, a menos que o escolha.",
  preview: "Isto é uma pré-visualização. Nada é guardado.",
  policyChanged:
    "A política de cookies mudou desde a sua última resposta, por isso voltamos a perguntar. O que rejeitou continua rejeitado até responder.",
  failed: "Não foi possível guardar a sua resposta. Verifique a ligação e tente de novo.",
};
