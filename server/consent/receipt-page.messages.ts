import type { ConsentAction } from "../contract/index.ts";

const en = {
  title: "Your receipt",
  saved: "Your choice is saved.",
  keep: "Keep these two, for example in a photograph or on paper: with them you can see, take and erase the record of your choice. Nobody else can, and they are shown only now.",
  privacyControl:
    "Your browser asks sites not to share your data (Global Privacy Control). Marketing stays off unless you ticked it yourself.",
  number: "Number",
  secret: "Secret",
  lookUp: "Look up a receipt",
  show: "Show my record",
  unknown: "There is no record with this number and secret. Is one of them mistyped, or was it erased?",
  erased: "The record is erased. Your choice itself stays as it is until you change it.",
  record: "Your record",
  actions: {
    accept_all: "Everything accepted",
    reject_all: "Everything rejected",
    choose: "Chosen one by one",
    withdraw: "Consent withdrawn",
    expire: "Consent expired",
  } satisfies Record<ConsentAction, string>,
  answer: "Answer",
  granted: "Allowed",
  nothing: "Nothing but what is essential",
  decidedAt: "Decided",
  receivedAt: "Recorded",
  policyVersion: "Version of the policy",
  hash: "Fingerprint in the chain of records",
  export: "Download it",
  erase: "Erase it",
  change: "Change my choice",
  back: "Back",
};

export type ReceiptMessages = typeof en;

const es: ReceiptMessages = {
  title: "Su recibo",
  saved: "Su elección se ha guardado.",
  keep: "Guarde estos dos datos, por ejemplo en una foto o en papel: con ellos puede ver, llevarse y borrar el registro de su elección. Nadie más puede, y solo se muestran ahora.",
  privacyControl:
    "Su navegador pide que no se compartan sus datos (Global Privacy Control). La publicidad queda desactivada salvo que la haya marcado usted.",
  number: "Número",
  secret: "Secreto",
  lookUp: "Consultar un recibo",
  show: "Ver mi registro",
  unknown: "No hay ningún registro con este número y este secreto. ¿Hay algún error, o ya se borró?",
  erased: "El registro está borrado. Su elección sigue como está hasta que la cambie.",
  record: "Su registro",
  actions: {
    accept_all: "Todo aceptado",
    reject_all: "Todo rechazado",
    choose: "Elegido uno a uno",
    withdraw: "Consentimiento retirado",
    expire: "Consentimiento caducado",
  },
  answer: "Respuesta",
  granted: "Permitido",
  nothing: "Nada más que lo esencial",
  decidedAt: "Decidido",
  receivedAt: "Registrado",
  policyVersion: "Versión de la política",
  hash: "Huella en la cadena de registros",
  export: "Descargarlo",
  erase: "Borrarlo",
  change: "Cambiar mi elección",
  back: "Volver",
};

/** The texts of the receipt page in the language of the policy, English otherwise. */
export function receiptMessages(locale: string): ReceiptMessages {
  return locale.startsWith("es") ? es : en;
}
