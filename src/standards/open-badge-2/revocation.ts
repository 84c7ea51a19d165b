// The revocation list of an issuer of signed older badges, which its profile names.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { listOf } from '../checks/walk.ts';
import { textOf } from './assertion.ts';
import { Stop, hostedObject } from './hosted-documents.ts';
import type { HostedDocuments } from './hosted-documents.ts';

/** A list names what is revoked by id or uid, alone or in an object (Open Badges 2.0 §"RevocationList"). @throws Stop */
export function judgeRevocation(assertion: JsonObject, issuer: JsonObject, documents: HostedDocuments): void {
  const url = textOf(issuer.revocationList);
  if (url === undefined) return;
  const list = hostedObject(url, documents);
  if (!('revokedAssertions' in list)) throw new Stop('unverified', 'bad_document', url);
  const names = [textOf(assertion.id), textOf(assertion.uid)].filter((name) => name !== undefined);
  const revoked = listOf(list.revokedAssertions).flatMap((entry) =>
    isJsonObject(entry) ? [textOf(entry.id), textOf(entry.uid)] : [textOf(entry)],
  );
  if (names.some((name) => revoked.includes(name))) throw new Stop('refuted', 'revoked', url);
}
