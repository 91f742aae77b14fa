/** A file of a lake: its name below the lake's address, with slashes. */
export interface LakeFile {
  name: string;
  bytes: number;
}

/**
 * Where inputs and shards lie for all machines: a folder that they share, or a bucket. A file appears whole or not at
 * all, and one that is there is never changed but by writing it again whole.
 */
export interface Lake {
  readonly address: string;
  list: (prefix: string) => Promise<LakeFile[]>;
  has: (name: string) => Promise<boolean>;
  /** Content of a small file; null where there is none. */
  read: (name: string) => Promise<Buffer | null>;
  write: (name: string, content: string | Buffer) => Promise<void>;
  /** Brings a file of this machine into the lake and takes it away here. */
  put: (name: string, path: string) => Promise<void>;
  /** Path of a file on this machine, valid until the next call of `fetch`; a bucket's file is fetched into the cache first. */
  fetch: (name: string) => Promise<string>;
  /** The same for several at once. */
  fetchAll: (names: string[]) => Promise<string[]>;
  remove: (name: string) => Promise<void>;
  close: () => Promise<void>;
}
