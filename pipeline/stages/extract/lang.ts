import type { Extracted } from "../../types.ts";

/** Frequent characters that only one of the two scripts has. */
const SIMPLIFIED = marked(
  "这个们来国说时会对发经过种样现动学还从实开关点问应当头间将级质进两达运机网业东车书长门单报见专让认识" +
    "无为创计场术图领题线预员频测标软语调称论结显续验队选没获项费态战话传规戏别试训仅练导码转带证销习评购" +
    "涨节该难给营觉约组键议区观终独编热吗记红卖连盘简师势读财环讯轻细权扩赛维钱络竞写欧击历职伟许买额换较" +
    "远层奖货库驾录监断则乐张础腾债脑谈阅刚词讨杂讲请协载办满访积检储军负驶谁压订继罗链诉围爱阶择顶举状净" +
    "临辆览错剧尽针损币归责隐课虑释赚润闭镜欢档韩辑疗蓝诺趋闻绍执签虚摄绩亏杀虽缩稳陆纯岁绝驱贴寻审详华亿" +
    "万联变类务",
);
const TRADITIONAL = marked(
  "這個們來國說時會對發經過種樣現動學還從實開關點問應當頭間將級質進兩達運機網業東車書長門單報見專讓認識" +
    "無為創計場術圖領題線預員頻測標軟語調稱論結顯續驗隊選沒獲項費態戰話傳規戲別試訓僅練導碼轉帶證銷習評購" +
    "漲節該難給營覺約組鍵議區觀終獨編熱嗎記紅賣連盤簡師勢讀財環訊輕細權擴賽維錢絡競寫歐擊歷職偉許買額換較" +
    "遠層獎貨庫駕錄監斷則樂張礎騰債腦談閱剛詞討雜講請協載辦滿訪積檢儲軍負駛誰壓訂繼羅鏈訴圍愛階擇頂舉狀淨" +
    "臨輛覽錯劇盡針損幣歸責隱課慮釋賺潤閉鏡歡檔韓輯療藍諾趨聞紹執籤虛攝績虧殺雖縮穩陸純歲絕驅貼尋審詳華億" +
    "萬聯變類務",
);

/** The language of a text by its letters; the first 4,000 characters decide. */
export function languageOf(text: string): Extracted["lang"] {
  let chinese = 0;
  let kana = 0;
  let latin = 0;
  let simplified = 0;
  let traditional = 0;
  const end = Math.min(text.length, 4000);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x4e00 && code <= 0x9fff) {
      chinese++;
      simplified += SIMPLIFIED[code - 0x4e00] as number;
      traditional += TRADITIONAL[code - 0x4e00] as number;
    } else if (code >= 0x3040 && code <= 0x30ff) kana++;
    else if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) latin++;
  }
  if (kana > 0.15 * (chinese + kana)) return "other";
  if (chinese * 5 >= latin && chinese > 0) return traditional > simplified ? "zh-Hant" : "zh";
  return latin > 0 ? "en" : "other";
}

/** One for each of the given characters, by their distance from the first Chinese one; else zero. */
function marked(characters: string): Uint8Array {
  const marks = new Uint8Array(0x9fff - 0x4e00 + 1);
  for (const character of characters) marks[character.charCodeAt(0) - 0x4e00] = 1;
  return marks;
}
