// Check `status`: no status entry says the credential is revoked or suspended, and every entry could be read
// (W3C Bitstring Status List 1.0 §3.2). Lists are loaded and verified elsewhere and handed in.
import { isJsonArray, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { entryProblem, readStatus } from '../status-list.ts';
import type { StatusReading } from '../status-list.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { issuerIdOf } from './issuer-key.ts';

/** A list credential that passed the same checks as any credential, or the code of why there is none. */
export type LoadedStatusList =
  | { readonly ok: true; readonly credential: JsonObject }
  | {
      readonly ok: false;
      readonly code: Extract<CheckCode<'status'>, 'retrieval' | 'list_unverified' | 'list_malformed'>;
    };

export interface StatusContext {
  readonly now: Date;
  readonly trustedListIssuers?: readonly string[];
}

/** The entries of a credential as a list. */
function statusEntriesOf(document: JsonObject): readonly JsonValue[] {
  const { credentialStatus } = document;
  if (credentialStatus === undefined) return [];
  return isJsonArray(credentialStatus) ? credentialStatus : [credentialStatus];
}

/** The list URLs worth loading: those of entries that are understood. */
export function statusListUrlsOf(document: JsonObject): readonly string[] {
  const urls = statusEntriesOf(document)
    .filter((entry) => entryProblem(entry) === undefined)
    .map((entry) => (isJsonObject(entry) ? entry.statusListCredential : undefined));
  return [...new Set(urls.filter((url) => typeof url === 'string'))];
}

/** All entries must be read: one set bit fails, otherwise one entry that could not be read makes it unknown. */
export function statusCheck(
  document: JsonObject,
  lists: ReadonlyMap<string, LoadedStatusList>,
  context: StatusContext,
): CheckResult {
  const entries = statusEntriesOf(document);
  if (entries.length === 0) return checkResult('status', 'not_applicable', 'no_entry');
  const several = isJsonArray(document.credentialStatus);
  const readings = entries.map((entry, index) => ({
    pointer: several ? `/credentialStatus/${index}` : '/credentialStatus',
    entry,
    reading: readEntry(document, entry, lists, context),
  }));
  for (const outcome of ['fail', 'unknown'] as const) {
    const found = readings.find(({ reading }) => reading.outcome === outcome);
    if (found !== undefined) {
      return checkResult('status', outcome, found.reading.code, {
        pointer: found.pointer,
        detail: evidence(found.entry),
      });
    }
  }
  return passed('status', { detail: evidence(entries[0] ?? null) });
}

function readEntry(
  document: JsonObject,
  entry: JsonValue,
  lists: ReadonlyMap<string, LoadedStatusList>,
  context: StatusContext,
): StatusReading {
  const problem = entryProblem(entry);
  if (problem !== undefined) return { outcome: 'unknown', code: problem };
  const listUrl =
    isJsonObject(entry) && typeof entry.statusListCredential === 'string' ? entry.statusListCredential : '';
  const list = lists.get(listUrl);
  if (list === undefined) return { outcome: 'unknown', code: 'retrieval' };
  if (!list.ok) return { outcome: 'unknown', code: list.code };
  const credentialIssuerId = issuerIdOf(document) ?? '';
  return readStatus({ entry, listCredential: list.credential, listUrl, credentialIssuerId, ...context });
}

function evidence(entry: JsonValue): Record<string, string> {
  if (!isJsonObject(entry)) return {};
  const { statusListCredential: list, statusListIndex: index, statusPurpose: purpose } = entry;
  return {
    ...(typeof list === 'string' ? { list } : {}),
    ...(typeof index === 'string' ? { index } : {}),
    ...(typeof purpose === 'string' ? { purpose } : {}),
  };
}
