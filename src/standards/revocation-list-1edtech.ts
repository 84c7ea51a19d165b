// 1EdTech's Verifiable Credential Revocation List 1.0, which older badges use: a plain JSON list of revoked credentials. It
// carries no signature, and a list that nobody vouches for proves nothing. So it may only make the answer stricter, unless
// the connection it came over stands for the issuer: https to the very host that the issuer's id is bound to.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { issuerIdOf } from './checks/issuer-key.ts';
import { parseDid } from './did.ts';
import type { StatusReading, StatusRules } from './read-bit-list.ts';

export interface NameListRequest {
  readonly credentialId: string | undefined;
  readonly credentialIssuerId: string;
  readonly listUrl: string;
  readonly list: JsonObject;
  /** `own` when it was read from this deployment itself. */
  readonly source?: string;
}

/** Whether a credential is named as revoked: `revokedCredential` holds its id, and `revoked` is true or absent. */
export function readNameList(request: NameListRequest, rules: Pick<StatusRules, 'listPublishers'>): StatusReading {
  const { credentialId, credentialIssuerId, list, listUrl } = request;
  const unknown = (code: StatusReading['code']): StatusReading => ({ outcome: 'unknown', code });
  if (credentialId === undefined) return unknown('bad_entry');
  const { revokedCredential } = list;
  if (revokedCredential === undefined) return unknown('list_malformed');
  const listIssuer = issuerIdOf(list);
  if (listIssuer === undefined) return unknown('list_malformed');
  const isAccepted = rules.listPublishers?.some(({ issuer }) => issuer === listIssuer) === true;
  if (listIssuer !== credentialIssuerId && !isAccepted) {
    return unknown('list_issuer_mismatch');
  }
  const items = isJsonArray(revokedCredential) ? revokedCredential : [revokedCredential];
  const named = items.filter((item) => isJsonObject(item) && item.id === credentialId);
  if (named.some((item) => isJsonObject(item) && (item.revoked === undefined || item.revoked === true))) {
    return { outcome: 'fail', code: 'revoked' };
  }
  if (list.id !== listUrl) return unknown('list_id_mismatch');
  const isReadable = items.every(
    (item) =>
      isJsonObject(item) && typeof item.id === 'string' && ['boolean', 'undefined'].includes(typeof item.revoked),
  );
  if (!isReadable) return unknown('list_malformed');
  const isVouchedFor = request.source === 'own' || isOnHostOf(listIssuer, listUrl);
  return isVouchedFor ? { outcome: 'pass', code: 'ok' } : unknown('list_unverified');
}

/** Whether a URL is https on the host, port included, that stands in the issuer's did:web or https id. */
function isOnHostOf(issuerId: string, url: string): boolean {
  if (!url.startsWith('https://') || !URL.canParse(url)) return false;
  const { host } = new URL(url);
  if (issuerId.startsWith('https://') && URL.canParse(issuerId)) return new URL(issuerId).host === host;
  const parsed = parseDid(issuerId);
  if (!parsed.ok || parsed.did.method !== 'web') return false;
  const { host: didHost, port } = parsed.did;
  return host === (port === undefined || port === 443 ? didHost : `${didHost}:${port}`);
}
