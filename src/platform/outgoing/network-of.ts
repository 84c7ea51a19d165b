// The network that an address belongs to, where requests are counted: IPv6 is told apart by the /64 that one line is
// given (RFC 6177), because whoever has one has all its addresses.
import ipaddr from 'ipaddr.js';

/** IPv4 as it is, also where it is written as IPv6; IPv6 as its /64. Text that is no address stays as it is. */
export function networkOf(address: string): string {
  // Some proxies write the port behind it, which changes with every connection.
  const [, v6, v4] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  const plain = v6 ?? v4 ?? address;
  if (!ipaddr.isValid(plain)) return address;
  const read = ipaddr.process(plain);
  if (read.kind() === 'ipv4') return read.toString();
  const network = [...read.toByteArray().slice(0, 8), ...Array<number>(8).fill(0)];
  return `${ipaddr.fromByteArray(network).toString()}/64`;
}
