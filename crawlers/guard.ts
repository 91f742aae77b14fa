import { lookup as dnsLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { domainToASCII } from "node:url";
import ipaddr from "ipaddr.js";
import { Refused } from "./http/refused.ts";

/**
 * Hosts that lie elsewhere than their name says: a suffix (`newsroom.test`) and the address and port that connections go
 * to. It is how the bundled newsroom is reached, and the only way to an address that is refused otherwise.
 */
export type HostMap = Record<string, { address: string; port: number }>;

/** Where a host of the map lies; undefined for all others. */
export function mappedHost(host: string, hosts: HostMap): { address: string; port: number } | undefined {
  const suffix = Object.keys(hosts).find((name) => host === name || host.endsWith(`.${name}`));
  return suffix === undefined ? undefined : hosts[suffix];
}

/**
 * Reads an address and refuses what is no plain http or https address on its usual port, and what two parsers may read
 * differently: user names, backslashes, percent signs in the host, numbers in other notations.
 * @throws Refused (forbidden-address)
 */
export function checkedUrl(address: string): URL {
  const refuse = (en: string, zh: string) =>
    new Refused("forbidden-address", { en: `${address.slice(0, 200)}: ${en}`, zh: `${address.slice(0, 200)}:${zh}` });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0020\\\u007f]/.test(address))
    throw refuse("blanks or backslashes in an address", "地址含空白或反斜杠");
  const written = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1];
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw refuse("not an address", "不是有效地址");
  }
  if (written === undefined) throw refuse("only http and https are fetched", "只采集 http 和 https 地址");
  if (written.includes("@") || written.includes("%")) throw refuse("ambiguous host", "主机名有歧义");
  const host = written.replace(/:\d*$/, "").toLowerCase();
  const bare = url.hostname.replace(/^\[|\]$/g, "");
  const sameName = host === url.hostname || (!isIP(bare) && domainToASCII(host) === url.hostname);
  const sameNumber = isIP(bare) === 6 && /^\[[\da-f:.]+\]$/.test(host);
  if (!sameName && !sameNumber) throw refuse("host that parsers read differently", "主机名在不同解析器中含义不同");
  if (url.port && url.port !== "80" && url.port !== "443")
    throw refuse("only ports 80 and 443 are used", "只允许 80 与 443 端口");
  if (isIP(bare)) checkAddress(bare, address);
  return url;
}

/**
 * Refuses every address that is not a public unicast one.
 * @param of what is to be fetched, for the message
 * @throws Refused (forbidden-address)
 */
export function checkAddress(address: string, of: string): void {
  if (isPublic(address)) return;
  throw new Refused("forbidden-address", {
    en: `${of.slice(0, 200)} leads to ${address}, which is no public address.`,
    zh: `${of.slice(0, 200)} 指向 ${address},不是公网地址。`,
  });
}

/** True for public unicast addresses: not private, loopback, link-local, CGNAT, multicast, reserved, mapped or tunnelled. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed.kind() === "ipv4") return !V4_EXTRA.some(([net, bits]) => parsed.match(net, bits));
  return (
    V6_GLOBAL.some(([net, bits]) => parsed.match(net, bits)) && !V6_EXTRA.some(([net, bits]) => parsed.match(net, bits))
  );
}

const V4_EXTRA = ["192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"].map((net) => ipaddr.parseCIDR(net));
/** All that is assigned for global use; everything else of IPv6 is refused. */
const V6_GLOBAL = [ipaddr.parseCIDR("2000::/3")];
/** Inside it: Teredo and other special blocks, documentation, 6to4. */
const V6_EXTRA = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].map((net) => ipaddr.parseCIDR(net));

/**
 * A lookup for sockets that refuses a name as soon as one of its addresses is forbidden. The socket connects to the
 * addresses checked here: there is no second look-up that could answer otherwise.
 */
export function guardedLookup(resolve: typeof dnsLookup = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true, family: 0 }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      try {
        for (const { address } of addresses) checkAddress(address, hostname);
      } catch (refused) {
        return callback(refused as NodeJS.ErrnoException, "", 0);
      }
      const [first] = addresses;
      if (!first) return callback(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "", 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
