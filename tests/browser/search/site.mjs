// A small site in many languages, built by the program, for the search to be tried on.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { readSite } from "../site.mjs";

const run = promisify(execFile);

/** What would leave a script, a tag or an attribute. */
export const HOSTILE = `</script><script>window.owned=1</script><img src=x onerror="window.owned=1">\u2028'"\\`;

/** By language: a title, a sentence that states a claim, and a paragraph below a heading. */
const ARTICLES = {
  en: ["Losses on the Elde", "More than 3,000 soldiers were wounded near the ferry", "The gauge was read by hand at Veldham, twice a day."],
  uk: ["Втрати на Ельді", "Понад 3000 солдатів було поранено біля порому", "Їхній стрій у Києві бачили об'єкти спостереження."],
  ru: ["Потери на Эльде", "Более 3000 солдат были ранены у парома", "Ёлки у реки стояли до самой Курской области."],
  de: ["Verluste an der Elde", "Mehr als 3.000 Soldaten wurden an der Fähre verwundet", "Die Häuser am Kai standen unter Wasser."],
  fr: ["Pertes sur l’Elde", "Plus de 3 000 soldats ont été blessés près du bac", "L’affaire des généraux a été jugée à l’été."],
  es: ["Bajas en el Elde", "Más de 3.000 soldados fueron heridos cerca del transbordador", "Las naciones enviaron camiones a la región."],
  ko: ["엘데 강의 손실", "병사 3000명 이상이 나루터에서 부상을 입었다", "북한군은 쿠르스크에서 다리를 지켰다."],
  ja: ["エルデ川での損失", "渡し場で３０００人以上の兵士が負傷した", "朝鮮人民軍の部隊はクルスクに入った。"],
  th: ["ความสูญเสียที่แม่น้ำเอลเดอ", "ทหารกว่า 3,000 นายได้รับบาดเจ็บ", "เกาหลีเหนือส่งกำลังเข้ามา"],
  ar: ["الخسائر في نهر إلده", "أصيب أكثر من 3000 جندي قرب العبّارة", "قالت الوزارة إن الحرب لم تنته."],
  fa: ["تلفات در رود الده", "بیش از ۳۰۰۰ سرباز زخمی شدند", "کتاب‌های گزارش در بایگانی است."],
  he: ["אבדות בנהר אלדה", "יותר מ־3,000 חיילים נפצעו", "המלחמה נמשכה, אמרו בצה״ל."],
};

/** Queries in other forms and spellings than the text has, with the title that they have to find. */
export const QUERIES = [
  ["loss", "en"], ["3000 wounds", "en"], ["vendham", undefined], ["veldh", "en"], ["gauges", "en"],
  ["втратами", "uk"], ["солдата", "uk"], ["Київ", "uk"], ["обʼєкт", "uk"],
  ["потерях", "ru"], ["елка", "ru"], ["Курск", "ru"],
  ["verlusten", "de"], ["haus", "de"], ["faehre", undefined], ["fahre", "de"],
  ["perte", "fr"], ["affaire", "fr"], ["général", "fr"],
  ["baja", "es"], ["nacion", "es"], ["camion", "es"],
  ["병사가", "ko"], ["북한", "ko"], ["쿠르스크", "ko"],
  ["負傷", "ja"], ["クルスク", "ja"], ["3000人", "ja"],
  ["เกาหลี", "th"], ["ทหาร", "th"],
  ["حرب", "ar"], ["خسائر", "ar"], ["وزارة", "ar"],
  ["کتاب", "fa"], ["سربازان", "fa"],
  ["מלחמה", "he"], ["צה\"ל", "he"], ["חייל", "he"],
];

export const titleOf = (language) => ARTICLES[language][0];

function article(language, [title, claim, paragraph]) {
  const front = [
    "---", `title: ${JSON.stringify(title)}`, "date: 2024-03-08", `language: ${language}`, "claims:",
    "  many:", "    speaker: harbour-master", "    said: 2024-03-07", "    source: report", "    act: estimates",
    "---", "",
  ];
  return [...front, `[${claim}](claim:many).`, "", `## ${title} 2`, "", paragraph, ""].join("\n");
}

/** Writes and builds it; what `record.json` and the pages say is read from `site`. */
export async function searchSite(program) {
  const root = await mkdtemp(path.join(tmpdir(), "onrecord-search-"));
  const write = async (file, text) => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  };
  await write("onrecord.toml", `title = "The Elde"\nlanguage = "en"\n[rules]\n"unused-source" = "off"\n`);
  await write("content/speakers/all.yaml", "harbour-master:\n  name: Ada Ferris\n  kind: official\n  role: harbour master of Veldham\n");
  await write("content/sources/all.yaml", [
    "report:", "  title: Report on the Elde", "  type: report", "  publisher: Veldham Courier", "  published: 2024-03-07",
    "  accessed: 2024-03-08", "  url: https://desk.example/report",
    "hostile:", `  title: ${JSON.stringify(`Report ${HOSTILE}`)}`, "  type: report", `  descriptor: ${JSON.stringify(`Described ${HOSTILE}`)}`, "",
  ].join("\n"));
  await write("content/pages/method.md", "---\ntitle: Method\n---\n\nHow we count: by hand.\n");
  for (const [language, texts] of Object.entries(ARTICLES)) await write(`content/articles/${language}.md`, article(language, texts));
  for (let nth = 0; nth < 12; nth += 1) {
    await write(`content/articles/part-${nth}.md`, `---\ntitle: Part ${nth} of the inquiry\ndate: 2024-02-01\n---\n\nThe inquiry heard witness ${nth}.\n`);
  }
  const output = path.join(root, "public");
  try {
    await run(program, ["build", "--site", root, "--output", output]);
  } catch (error) {
    throw new Error(`the site could not be built: ${error.stdout}${error.stderr}`);
  }
  return { ...(await readSite(output)), remove: () => rm(root, { recursive: true, force: true }) };
}
