import type { BannerMessages } from "./messages.ts";

export const arabic: BannerMessages = {
  title: "ملفات تعريف الارتباط في هذا الموقع",
  text: "بعضها يُبقيك مسجَّل الدخول وهو مفعَّل دائمًا، وبعضها يساعدنا على معرفة الصفحات المفيدة. القرار لك، ويمكنك تغيير رأيك في أي وقت.",
  accept: "قبول الكل",
  reject: "رفض الكل",
  choose: "اختيار…",
  privacyControl: "يرسل متصفحك إشارة Global Privacy Control: يبقى التسويق معطَّلًا ما لم تختره بنفسك.",
  preview: "هذه معاينة. لا يُحفظ شيء.",
  failed: "تعذّر حفظ إجابتك. تحقق من الاتصال وحاول مرة أخرى.",
};
