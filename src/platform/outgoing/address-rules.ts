// Which hosts and addresses may be asked at all: public ones by name. Everything that could lead into our own network,
// the machine itself or a cloud's metadata service is refused before a connection is made.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FetchStopped } from './fetch-result.ts';

/** Whether a connection to this address (IPv4 or IPv6, as text) may be made. */
export type AddressRule = (address: string) => boolean;

/** IPv6 addresses of the public internet are handed out from this block only (RFC 4291 §2.4, IANA). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Names that mean something only inside one machine or network (RFC 6761, 6762, 7686, 8375, 9476 and common habit). */
const LOCAL_SUFFIXES = new Set(
  'alt corp home internal intranet lan local localdomain localhost onion private home.arpa'.split(' '),
);

/**
 * True for addresses of the public internet. Every special-purpose block is false: private, loopback, link-local,
 * shared, multicast, documentation, and those that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const read = ipaddr.parse(address);
  if (read.range() !== 'unicast') return false;
  return read.kind() === 'ipv4' || read.match(GLOBAL_UNICAST);
}

/**
 * Reads a URL that a stranger wrote and refuses what is never asked: other schemes than https, accounts in the URL,
 * other ports than those given, addresses instead of names, names without a dot or of local meaning.
 * @throws FetchStopped `unsupported` or `host_forbidden`
 */
export function destinationOf(text: string, ports: readonly number[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') throw new FetchStopped('unsupported', 'not an https URL');
  if (url.username !== '' || url.password !== '') throw new FetchStopped('host_forbidden', 'an account in the URL');
  if (!ports.includes(portOf(url))) throw new FetchStopped('host_forbidden', `port ${portOf(url)}`);
  // The URL parser has turned every spelling of an address (2130706433, 0x7f.1, circled digits) into the usual one.
  const host = url.hostname;
  if (host.startsWith('[') || isIP(host) !== 0) throw new FetchStopped('host_forbidden', `the address ${host}`);
  if (isLocalName(host)) throw new FetchStopped('host_forbidden', `the local name ${host}`);
  url.hash = '';
  return url;
}

/**
 * One address that is not allowed spoils the whole answer: a public one beside it may be there to lead us astray.
 * @throws FetchStopped `host_forbidden`; `unreachable` when there is no address
 */
export function checkAddresses(addresses: readonly string[], isAllowed: AddressRule): void {
  if (addresses.length === 0) throw new FetchStopped('unreachable', 'the name has no address');
  const refused = addresses.find((address) => !isAllowed(address));
  if (refused !== undefined) throw new FetchStopped('host_forbidden', `the name leads to ${refused}`);
}

/**
 * Where a redirect leads, when it stays on the same host and port.
 * @throws FetchStopped `redirect_refused`
 */
export function redirectWithin(from: URL, location: string | undefined): URL {
  const target = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (target?.origin !== from.origin || target.username !== '' || target.password !== '') {
    throw new FetchStopped('redirect_refused', `a redirect to ${target?.origin ?? 'nowhere'}`);
  }
  target.hash = '';
  return target;
}

/** The port of an https URL. */
export function portOf(url: URL): number {
  return url.port === '' ? 443 : Number(url.port);
}

/** A name must have two labels at least; a dot at the end would make a second spelling of the same host. */
function isLocalName(host: string): boolean {
  const labels = host.split('.');
  if (labels.length < 2 || labels.includes('')) return true;
  return LOCAL_SUFFIXES.has(labels.at(-1) ?? '') || LOCAL_SUFFIXES.has(labels.slice(-2).join('.'));
}
