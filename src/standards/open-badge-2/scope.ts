// Whether an address is one from which an issuer awards badges (Open Badges 2.0 §"VerificationObject" of a profile):
// `startsWith` and `allowedOrigins` when the profile names them, else the issuer's own host.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { listOf } from '../checks/walk.ts';
import { isWebAddress, textOf } from './assertion.ts';

export function isInScope(url: string, issuerUrl: string, issuer: JsonObject): boolean {
  const verification = isJsonObject(issuer.verification) ? issuer.verification : {};
  const beginnings = listOf(verification.startsWith);
  const hosts = listOf(verification.allowedOrigins);
  if (beginnings.length === 0 && hosts.length === 0) return hostOf(url) === hostOf(issuerUrl);
  const begins = beginnings.length === 0 || beginnings.some((beginning) => startsWithin(url, textOf(beginning)));
  const isAllowed = hosts.length === 0 || hosts.some((host) => isHost(url, textOf(host)));
  return begins && isAllowed;
}

/** The host of an address with its port, in lower case; undefined when it is no web address. */
export function hostOf(url: string): string | undefined {
  return isWebAddress(url) ? new URL(url).host : undefined;
}

/** `https://a.example` is not the beginning of `https://a.example.evil.example`: the hosts must be the same, too. */
function startsWithin(url: string, beginning: string | undefined): boolean {
  return beginning !== undefined && url.startsWith(beginning) && hostOf(url) === hostOf(beginning) && isPlain(url);
}

function isHost(url: string, origin: string | undefined): boolean {
  if (origin === undefined) return false;
  return hostOf(url) === (hostOf(origin) ?? origin.toLowerCase());
}

/** An address with steps upwards reads as inside and leads outside. */
function isPlain(url: string): boolean {
  return new URL(url).href.replace(/\/$/, '') === url.replace(/\/$/, '');
}
