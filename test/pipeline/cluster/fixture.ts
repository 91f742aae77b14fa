import { join } from "node:path";
import { packageRoot } from "../../../pipeline/root.ts";
import type { ClusterItem } from "../../../pipeline/stages/cluster/index.ts";
import { loadHeadlineModel } from "../../../pipeline/stages/cluster/model.ts";

export const model = await loadHeadlineModel(join(packageRoot, "data", "model", "headlines.json"));

/** An item of the tests: what is not given is what most items have. */
export function item(id: string, given: Partial<ClusterItem>): ClusterItem {
  return {
    id,
    title: "",
    text: "",
    day: "2024-05-10",
    published: null,
    publisher: `站点${id}`,
    source: null,
    ...given,
  };
}

const TEXTS = {
  羊川: `羊川公司昨天在总部举行说明会,宣布面向仓储企业的调度模型开始对外供货。
负责人介绍,研发队伍用了十四个月整理积累的出入库记录,并请一线班组长逐条核对。
首批客户来自三座港口城市,试运行期间拣货差错比人工排班时少了将近一半。
价格按仓库面积计算,小型客户可以先用三个月再决定是否续约。
下一步,羊川打算把同样的方法用到冷链运输上,时间表会在秋季公布。`,
  茶馆: `老街口的茶馆清理阁楼时翻出了一箱旧账本,最早的一页写于民国十二年。
掌柜的孙女把账本拍成照片,交给大学里的文献识别小组试读,潦草的行书认出了九成。
账上除了茶钱,还记着谁家借过伞、哪天河水漫进了门槛。
街坊们围着屏幕辨认祖父的名字,有人当场补上了账里没写的故事。
馆方准备在冬天办一次展览,门票换成一句自己家的旧事。`,
  河口: `河口大桥的传感器网络本周完成更换,新系统每秒采集两百组振动数据。
养护处说,过去判断拉索松紧要靠工人爬上塔顶听声音,如今由一个小模型先行筛查。
三个月的对照测试里,它漏掉了一次轻微位移,多报了十一次鸟群撞击。
工程师认为误报可以接受,漏报则要靠加装倾角仪来弥补。
所有原始记录将向沿江各桥的管理单位开放,格式说明随数据一并提供。`,
};
export const TOPICS = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** Five sentences about one invented event, one a line; no two topics have a passage in common. */
export const article = (topic: keyof typeof TEXTS): string => TEXTS[topic];
