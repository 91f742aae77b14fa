import { spawnSync } from "node:child_process";

/** Machines that reach each other over a network only: network namespaces joined by a bridge, which stands in `hub`. */
export interface Networks {
  /** The namespace that the bridge is in, and its address there. */
  hub: string;
  address: string;
  /** The other namespaces, each with its own end of the network. */
  hosts: string[];
  /** Pulls a host's plug, or puts it in again. */
  plug: (host: string, state: "down" | "up") => void;
  close: () => void;
}

/** Makes so many; null, with the reason on the console, where this machine does not allow it. */
export function makeNetworks(count: number): Networks | null {
  const own = `mt${process.pid}`;
  const hub = `${own}-hub`;
  const hosts = Array.from({ length: count }, (_, at) => `${own}-${at + 1}`);
  const close = () => {
    for (const name of [...hosts, hub]) spawnSync("ip", ["netns", "del", name]);
  };
  try {
    ip(`netns add ${hub}`);
    ip(`-n ${hub} link set lo up`);
    ip(`-n ${hub} link add bridge type bridge`);
    ip(`-n ${hub} addr add 10.77.0.1/24 dev bridge`);
    ip(`-n ${hub} link set bridge up`);
    for (const [at, host] of hosts.entries()) {
      ip(`netns add ${host}`);
      ip(`-n ${host} link set lo up`);
      ip(`-n ${host} link add eth type veth peer name port${at} netns ${hub}`);
      ip(`-n ${hub} link set port${at} master bridge up`);
      ip(`-n ${host} addr add 10.77.0.${at + 2}/24 dev eth`);
      ip(`-n ${host} link set eth up`);
    }
  } catch (error) {
    close();
    console.warn(`This machine makes no network namespaces, the workers share its own network. ${error}`);
    return null;
  }
  return { hub, address: "10.77.0.1", hosts, plug: (host, state) => ip(`-n ${host} link set eth ${state}`), close };
}

function ip(command: string): void {
  const { status, stderr, error } = spawnSync("ip", command.split(" "), { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${command}: ${error?.message ?? stderr.trim()}`);
}
