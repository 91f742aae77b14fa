import type { Socket } from "node:net";
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from "undici";
import { checkAddress, guardedLookup, type HostMap, mappedHost } from "../guard.ts";

export interface RouteOptions {
  hosts: HostMap;
  /** Proxy of the user's; it looks names up by itself, so that the guard sees addresses only where they are written out. */
  proxy: string | null;
  /** Connections to one host. */
  perHost: number;
  /** Milliseconds until the head of an answer must be there, and between two pieces of its body. */
  timeoutMs: number;
}

const HEADERS_MAX = 32 * 1024;

/** The ways out of this machine. */
export interface Routes {
  /** Through the guard, or through the user's proxy; hosts of the map are always reached directly. */
  to: (url: URL) => Dispatcher;
  close: () => Promise<void>;
}

/** Opens the ways out: every connection goes through the guard, at the moment it is made. */
export function openRoutes({ hosts, proxy, perHost, timeoutMs }: RouteOptions): Routes {
  const limits = {
    connections: perHost,
    pipelining: 1,
    maxHeaderSize: HEADERS_MAX,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  const direct = new Agent({ ...limits, connect: guardedConnector(hosts, Math.min(timeoutMs, 20_000)) });
  const proxied = proxy ? new ProxyAgent({ ...limits, uri: proxy, proxyTunnel: false }) : null;
  return {
    to: (url) => (proxied && !mappedHost(url.hostname, hosts) ? proxied : direct),
    close: async () => {
      await Promise.all([direct.destroy(), proxied?.destroy()]);
    },
  };
}

function guardedConnector(hosts: HostMap, timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout, lookup: guardedLookup(), keepAlive: true } as buildConnector.BuildOptions);
  return (options, callback) => {
    const mapped = mappedHost(options.hostname, hosts);
    if (mapped) {
      const { address: hostname, port } = mapped;
      return connect({ ...options, hostname, host: `${hostname}:${port}`, port: String(port) }, callback);
    }
    try {
      const bare = options.hostname.replace(/^\[|\]$/g, "");
      if (/^[\d.]+$|:/.test(bare)) checkAddress(bare, options.hostname);
    } catch (error) {
      return callback(error as Error, null);
    }
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error) return callback(error, null);
      try {
        checkAddress((socket as Socket).remoteAddress ?? "", options.hostname);
      } catch (refused) {
        (socket as Socket).destroy();
        return callback(refused as Error, null);
      }
      callback(null, socket as Socket);
    });
  };
}
