import { readFile } from "node:fs/promises";
import { AskError, messageOf } from "../../types.ts";

/**
 * Reads one file of weights that `npm run train` writes.
 * @param unpack makes them ready from the file's text
 * @throws AskError naming the file where it is missing or malformed.
 */
export async function readWeights<T>(path: string, unpack: (source: string) => T): Promise<T> {
  try {
    return unpack(await readFile(path, "utf8"));
  } catch (error) {
    throw new AskError(
      {
        en: `The weights ${path} cannot be used: ${messageOf(error)}. "npm run train" writes them.`,
        zh: `权重文件 ${path} 无法使用:${messageOf(error)}。可用 npm run train 重新生成。`,
      },
      { cause: error },
    );
  }
}
