import type { ConsentTexts } from "./consent-texts.ts";

export const portuguese: ConsentTexts = {
  policy: {
    thisSite: "Este site",
    categories: {
      essential: {
        name: "Essenciais",
        description:
          "Mantêm a sua sessão iniciada, protegem o que envia e lembram a sua escolha. Sempre ativos: o site não funciona sem eles.",
      },
      functional: {
        name: "Funcionais",
        description: "Extras como mapas e vídeos de outros fornecedores, e definições que o site memoriza.",
      },
      analytics: {
        name: "Estatísticas",
        description: "Mostram que páginas são usadas, para as podermos melhorar.",
      },
      marketing: {
        name: "Publicidade",
        description:
          "Permitem que outras empresas lhe mostrem publicidade à sua medida, aqui e noutros sites.",
      },
    },
    services: {
      signIn: {
        name: "Início de sessão",
        purpose: "Mantém a sua sessão de página para página, e os outros fora dela.",
      },
      consent: {
        name: "A sua escolha sobre cookies",
        purpose: "Lembra o que permitiu, para não perguntar em cada página.",
      },
      administration: {
        name: "Administração",
        purpose: "Uma ferramenta para os administradores deste site.",
      },
      visits: {
        name: "Páginas que visita",
        purpose:
          "Guarda as últimas 10 páginas da sua sessão, e os erros que nelas ocorrem, junto da sua sessão no nosso servidor. Nada é cedido a outros.",
      },
    },
    durations: {
      untilSignOut: "Até terminar a sessão ou esta expirar; mais tempo só com «manter a sessão iniciada»",
      untilRemoved: "Até o apagar",
      untilTabCloses: "Até fechar o separador",
      fourHundredDays: "400 dias",
      halfAYear: "180 dias",
      thirtyDays: "30 dias",
      anHour: "Uma hora, no máximo",
      tenMinutes: "Dez minutos, no máximo",
    },
    purposes: {
      session:
        "Mantém a sua sessão iniciada. Contém um número aleatório e nada sobre si; os scripts da página não o podem ler.",
      csrf: "Prova que o que envia vem das páginas deste site.",
      hint: "Diz à página que há uma sessão iniciada, para só então perguntar ao servidor.",
      device:
        "Reconhece este navegador depois de iniciar sessão, para que quem tente adivinhar a sua palavra-passe não o possa bloquear.",
      providerState:
        "Enquanto inicia sessão com outro fornecedor: garante que a resposta dele é para este navegador.",
      tabMessage: "Avisa os outros separadores, em navegadores antigos, de que iniciou ou terminou a sessão.",
      pendingLogout: "Lembra um fim de sessão que não chegou ao servidor, para o repetir.",
      endingSeen: "Evita que o aviso de que a sua sessão foi fechada volte depois de o ler.",
      decision: "A sua escolha sobre cookies, o seu número e a sua data.",
      newReceipt: "Sem JavaScript: leva o seu recibo à página que o mostra, e desaparece com isso.",
      accepted: "Diz aos scripts da página que aceitou os cookies.",
      acceptedDate: "Quando os aceitou.",
      notificationShown: "Evita que a pergunta se repita em cada página.",
      receipt: "O seu recibo: com ele só você pode ver ou apagar o registo da sua escolha.",
      queue: "A sua escolha, até o servidor a ter registado.",
      debugWidget: "Onde um administrador deixou a ferramenta de depuração. Mais ninguém a tem.",
    },
    protection: [
      "A sua sessão é reconhecida por um número aleatório de 256 bits que está num único cookie. Guardamos a sua impressão digital, nunca o número.",
      "Esse cookie é HttpOnly, para que os scripts não o leiam, e SameSite, para que outros sites não o usem. Com https só é enviado cifrado.",
      "A sessão termina quando a fecha, após algum tempo sem atividade e, o mais tardar, a uma hora fixa. A partir daí o cookie não abre nada.",
      "Pode ver onde tem sessões iniciadas e terminá-las daqui. Um administrador que feche a sua tem de dar um motivo, que você verá.",
      "A sua escolha sobre cookies é registada sem o seu nome, o seu endereço ou o seu navegador. Só você tem a chave desse registo.",
    ],
  },
  page: {
    title: "A sua escolha sobre cookies",
    intro:
      "Aceite, rejeite ou escolha. Pode mudar aqui a qualquer momento, e o site funciona de qualquer forma.",
    current: "A sua escolha atual é de",
    undecided: "Ainda não escolheu: só o essencial está em uso.",
    policyChanged: "A política de cookies mudou desde a sua última resposta, por isso voltamos a perguntar.",
    privacyControl:
      "O seu navegador pede que os seus dados não sejam partilhados (Global Privacy Control). «Aceitar tudo» deixa a publicidade desligada; pode escolhê-la abaixo.",
    accept: "Aceitar tudo",
    reject: "Rejeitar tudo",
    save: "Guardar a minha escolha",
    always: "Sempre ativos",
    allow: "Permitir: {category}",
    items: "O que fica guardado no seu navegador",
    protection: "Como são protegidas as sessões e os cookies",
    receipt: "Ver ou apagar uma escolha registada",
    back: "Voltar",
    added: "Novo",
    changed: "Alterado",
    removed: "Já não existe",
  },
  receipt: {
    title: "O seu recibo",
    saved: "A sua escolha foi guardada.",
    keep: "Guarde estes dois dados, por exemplo numa fotografia ou em papel: com eles pode ver, levar e apagar o registo da sua escolha. Mais ninguém pode, e só são mostrados agora.",
    privacyControl:
      "O seu navegador pede que os seus dados não sejam partilhados (Global Privacy Control). A publicidade fica desligada, a menos que a tenha marcado.",
    number: "Número",
    secret: "Segredo",
    lookUp: "Consultar um recibo",
    show: "Ver o meu registo",
    unknown: "Não há nenhum registo com este número e este segredo. Há algum engano, ou já foi apagado?",
    erased: "O registo foi apagado. A sua escolha fica como está até a mudar.",
    record: "O seu registo",
    "actions.accept_all": "Tudo aceite",
    "actions.reject_all": "Tudo rejeitado",
    "actions.choose": "Escolhido um a um",
    "actions.withdraw": "Consentimento retirado",
    "actions.expire": "Consentimento expirado",
    answer: "Resposta",
    granted: "Permitido",
    nothing: "Nada além do essencial",
    decidedAt: "Decidido",
    receivedAt: "Registado",
    policyVersion: "Versão da política",
    hash: "Impressão digital na cadeia de registos",
    export: "Descarregar",
    erase: "Apagar",
    change: "Mudar a minha escolha",
    back: "Voltar",
  },
};
