import { createReadStream } from "node:fs";
import { stat, unlink } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AskError, messageOf, RetryError } from "../errors.ts";
import { FileCache } from "./cache.ts";
import type { Lake, LakeFile } from "./lake.ts";

export interface BucketOptions {
  cacheDir: string;
  /** Bytes that fetched files may take. */
  cacheLimit: number;
  /** Address of a store other than Amazon's; the SDK also takes it from its own settings. */
  endpoint?: string | undefined;
  region?: string | undefined;
}

/**
 * A lake in a bucket that speaks S3. Keys, endpoint and region come from where the AWS SDK looks for them.
 * @param address `s3://bucket/prefix`
 * @throws AskError where the address names no bucket
 */
export function bucketLake(address: string, options: BucketOptions): Lake {
  const [, bucket, path = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,62})(?:\/(.*))?$/.exec(address) ?? [];
  if (!bucket) {
    throw new AskError({
      en: `${address} names no bucket: write s3://bucket/prefix.`,
      zh: `${address} 不是存储桶地址:请写成 s3://bucket/prefix。`,
    });
  }
  const prefix = path && !path.endsWith("/") ? `${path}/` : path;
  const client = new S3Client({
    ...(options.endpoint ? { endpoint: options.endpoint, forcePathStyle: true } : {}),
    ...(options.region ? { region: options.region } : {}),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const cache = new FileCache(options.cacheDir, options.cacheLimit);
  const at = (name: string) => ({ Bucket: bucket, Key: prefix + name });
  const open = async (name: string): Promise<Readable> => {
    const { Body } = await asked(name, () => client.send(new GetObjectCommand(at(name))));
    return Body as Readable;
  };
  const asked = async <T>(name: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (isMissing(error)) throw error;
      const what = `${address} (${name}): ${messageOf(error)}`;
      throw new RetryError({ en: what, zh: what }, { cause: error });
    }
  };
  const put = (name: string, Body: Buffer | string | Readable, bytes: number) =>
    asked(name, () => client.send(new PutObjectCommand({ ...at(name), Body, ContentLength: bytes })));
  return {
    address,
    list: (wanted) => asked(wanted, () => listed(client, bucket, prefix, wanted)),
    has: async (name) => {
      try {
        await asked(name, () => client.send(new HeadObjectCommand(at(name))));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    read: async (name) => {
      try {
        const { Body } = await asked(name, () => client.send(new GetObjectCommand(at(name))));
        return Body ? Buffer.from(await Body.transformToByteArray()) : null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    write: async (name, content) => void (await put(name, content, Buffer.byteLength(content))),
    put: async (name, path) => {
      await put(name, createReadStream(path), (await stat(path)).size);
      await unlink(path);
    },
    fetch: async (name) => (await cache.take([name], open))[0] as string,
    fetchAll: (names) => cache.take(names, open),
    remove: async (name) => void (await asked(name, () => client.send(new DeleteObjectCommand(at(name))))),
    close: async () => client.destroy(),
  };
}

async function listed(client: S3Client, bucket: string, prefix: string, wanted: string): Promise<LakeFile[]> {
  const files: LakeFile[] = [];
  let token: string | undefined;
  do {
    const answer = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix + wanted,
        ...(token ? { ContinuationToken: token } : {}),
      }),
    );
    for (const { Key = "", Size = 0 } of answer.Contents ?? [])
      files.push({ name: Key.slice(prefix.length), bytes: Size });
    token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
  } while (token);
  return files;
}

const isMissing = (error: unknown): boolean =>
  error instanceof NoSuchKey || error instanceof NotFound || (error as { name?: string } | null)?.name === "NoSuchKey";
