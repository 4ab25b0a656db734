import type { WebhookMessages } from "./webhook.messages.ts";

export const webhookMessages: WebhookMessages = {
  caption: "Entregas por webhook",
  empty:
    "Todavía no se ha enviado nada. Aquí aparece una entrega cuando se quita una sesión de alguien a quien el sitio avala.",
  nothingLeft: "No hay entregas.",
  notConfigured:
    "No hay ningún webhook configurado: no se envía nada. Para avisar al sitio, defina SERENO_WEBHOOK_URL y SERENO_WEBHOOK_SECRET.",
  state: "Estado",
  states: { pending: "En camino", delivered: "Entregada", failed: "Abandonada" },
  ended: "Fin de la sesión",
  hostSid: "Sesión en el sitio",
  subject: "Persona en el sitio",
  fault: "Por qué falló",
  answered: (status) => `El sitio respondió ${status}.`,
  redirected: (status) => `El sitio respondió ${status}; no se siguen redirecciones.`,
  noAnswer: "No hubo respuesta.",
  attempts: "Intentos",
  lastAttempt: "Último intento",
  nextAttempt: "Próximo intento",
  id: "webhook-id",
  actions: "Acciones",
  resend: "Enviar de nuevo…",
  resendTitle: "¿Enviar de nuevo este webhook?",
  resendBody:
    "Se avisa otra vez al sitio, al instante y con el mismo webhook-id. Si no lo acepta, se intenta durante un día.",
  submit: "Enviar de nuevo",
  resent: {
    pending: "Está otra vez en camino. Recargue esta página para ver qué ha sido de ella.",
    delivered: "Se ha enviado de nuevo y el sitio la ha aceptado.",
    failed: "Se ha enviado de nuevo y se ha vuelto a abandonar.",
  },
  notFailed: "No se ha enviado de nuevo: está en camino o ya se ha entregado.",
};
