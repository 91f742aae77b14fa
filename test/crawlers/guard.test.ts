import { describe, expect, it } from "vitest";
import { checkedUrl, guardedLookup, isPublic } from "../../crawlers/guard.ts";

const FORBIDDEN = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.8",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "2002:808:808::",
  "3fff::1",
  "fc00::1",
  "fd12::1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "not an address",
];
const PUBLIC = ["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "223.5.5.5", "2400:3200::1", "2606:4700::1111"];

describe("the guard on addresses", () => {
  it.each(FORBIDDEN)("refuses %s", (address) => expect(isPublic(address)).toBe(false));
  it.each(PUBLIC)("lets %s through", (address) => expect(isPublic(address)).toBe(true));
});

describe("the guard on what is asked for", () => {
  it.each([
    "ftp://example.org/",
    "file:///etc/passwd",
    "http://example.org:8080/",
    "http://user@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://１２７.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:7f00:1]/",
    "http://exam%70le.org/",
    "http://example.org\\@evil.org/",
    "http://example.org /",
    "http://exa\nmple.org/",
    "http://1.1.1.1.:80x/",
    "http:///example.org/",
    "//example.org/",
  ])("refuses %j", (address) => expect(() => checkedUrl(address)).toThrow());

  it.each([
    "http://example.org/",
    "https://EXAMPLE.org:443/a?b#c",
    "http://example.org:80/",
    "https://例子.中国/文章",
    "https://1.1.1.1/",
    "https://[2606:4700::1111]/",
  ])("lets %s through", (address) => expect(() => checkedUrl(address)).not.toThrow());
});

describe("the guard's look-up", () => {
  const answering = (addresses: string[]) =>
    ((
      _host: string,
      _options: unknown,
      callback: (error: null, found: { address: string; family: number }[]) => void,
    ) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as never;
  const look = (addresses: string[]) =>
    new Promise((resolve, reject) =>
      guardedLookup(answering(addresses))("name.example", { all: true }, (error, found) =>
        error ? reject(error) : resolve(found),
      ),
    );

  it("refuses a name as soon as one of its addresses is private", async () => {
    await expect(look(["1.1.1.1", "10.0.0.1"])).rejects.toThrow(/10\.0\.0\.1/);
    await expect(look(["1.1.1.1", "::1"])).rejects.toThrow(/::1/);
  });

  it("hands the addresses that it checked to the socket", async () => {
    await expect(look(["1.1.1.1", "2606:4700::1111"])).resolves.toHaveLength(2);
  });
});
