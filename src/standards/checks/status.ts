// Check `status`: no status entry says the credential is revoked or suspended, and every entry could be read
// (W3C Bitstring Status List 1.0 §3.2). Lists are loaded and verified elsewhere and handed in.
import { isJsonArray } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { readBitList } from '../read-bit-list.ts';
import type { StatusReading, StatusRules } from '../read-bit-list.ts';
import { readNameList } from '../revocation-list-1edtech.ts';
import { readStatusEntry } from '../status-entry.ts';
import type { BitEntry, StatusEntry } from '../status-entry.ts';
import { listMadeAt } from '../status-list.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { issuerIdOf } from './issuer-key.ts';
import { listOf } from './walk.ts';

interface Loaded {
  readonly ok: true;
  /** Since the copy was made. */
  readonly ageSeconds?: number;
  /** `own` for this deployment, otherwise the host it was read from. */
  readonly source?: string;
  /** Where it was read in the end, when that is not the URL that was asked. */
  readonly servedFrom?: string;
}

/**
 * What was loaded from a list's URL: a credential whose signature is that of the issuer it names (what it says, its dates
 * included, is judged here), the plain JSON of a 1EdTech revocation list, or the code of why there is neither.
 */
export type LoadedStatusList =
  | (Loaded & { readonly credential: JsonObject })
  | (Loaded & { readonly revocationList: JsonObject })
  | {
      readonly ok: false;
      readonly code: Extract<
        CheckCode<'status'>,
        | 'retrieval'
        | 'budget'
        | 'list_unverified'
        | 'list_malformed'
        | 'list_too_large'
        | 'list_not_yet_valid'
        | 'stale'
        | 'rolled_back'
      >;
    };

/** A list that a credential names, and what is expected under its URL. */
export interface ListAddress {
  readonly url: string;
  readonly form: StatusEntry['form'];
}

/** What an entry tells without deciding anything: a message of the issuer, or that a newer version is to be had. */
export interface StatusNote {
  readonly code: Extract<CheckCode<'status'>, 'message' | 'refresh_available'>;
  readonly pointer: string;
  /** `value` of the entry, the issuer's `message` for it where it gave one, and which list. */
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface StatusJudgement {
  readonly result: CheckResult;
  readonly notes: readonly StatusNote[];
  /** The notes as `status:<code>`, each once. */
  readonly warnings: readonly string[];
}

/** The lists worth loading: those of entries that are understood, each URL once. */
export function statusListUrlsOf(document: JsonObject): readonly ListAddress[] {
  const forms = new Map<string, ListAddress['form']>();
  for (const item of listOf(document.credentialStatus)) {
    const read = readStatusEntry(item);
    if (read.ok && !forms.has(read.entry.listUrl)) forms.set(read.entry.listUrl, read.entry.form);
  }
  return [...forms].map(([url, form]) => ({ url, form }));
}

/** The `status` check alone; see `judgeStatus`. */
export function statusCheck(
  document: JsonObject,
  lists: ReadonlyMap<string, LoadedStatusList>,
  rules: StatusRules,
): CheckResult {
  return judgeStatus(document, lists, rules).result;
}

/** All entries must be read: one that is set fails, otherwise one that could not be read makes it unknown. */
export function judgeStatus(
  document: JsonObject,
  lists: ReadonlyMap<string, LoadedStatusList>,
  rules: StatusRules,
): StatusJudgement {
  const several = isJsonArray(document.credentialStatus);
  const readings = listOf(document.credentialStatus).map((item, place) => ({
    pointer: several ? `/credentialStatus/${place}` : '/credentialStatus',
    ...readOne(document, item, lists, rules),
  }));
  const [first] = readings;
  if (first === undefined) {
    return { result: checkResult('status', 'not_applicable', 'no_entry'), notes: [], warnings: [] };
  }
  const notes = readings.flatMap(({ pointer, note, detail }) =>
    note === undefined ? [] : [{ code: note, pointer, detail }],
  );
  const worst = (['fail', 'unknown'] as const)
    .map((outcome) => readings.find(({ reading }) => reading.outcome === outcome))
    .find((found) => found !== undefined);
  const result =
    worst === undefined
      ? passed('status', { detail: first.detail })
      : checkResult('status', worst.reading.outcome, worst.reading.code, {
          pointer: worst.pointer,
          detail: worst.detail,
        });
  return { result, notes, warnings: [...new Set(notes.map(({ code }) => `status:${code}`))] };
}

interface OneReading {
  readonly reading: StatusReading;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly note?: StatusNote['code'];
}

function readOne(
  document: JsonObject,
  item: JsonValue,
  lists: ReadonlyMap<string, LoadedStatusList>,
  rules: StatusRules,
): OneReading {
  const unknown = (code: CheckCode<'status'>, detail = {}): OneReading => ({
    reading: { outcome: 'unknown', code },
    detail,
  });
  const read = readStatusEntry(item);
  if (!read.ok) return unknown(read.code);
  const { entry } = read;
  const list = lists.get(entry.listUrl);
  const detail = evidence(entry, list);
  if (list === undefined) return unknown('retrieval', detail);
  if (!list.ok) return unknown(list.code, detail);
  const credentialIssuerId = issuerIdOf(document) ?? '';
  if (entry.form === 'revocation-list') {
    if (!('revocationList' in list)) return unknown('list_malformed', detail);
    const { listUrl } = entry;
    const credentialId = typeof document.id === 'string' ? document.id : undefined;
    const source = list.source === undefined ? {} : { source: list.source };
    const asked = { credentialId, credentialIssuerId, listUrl, list: list.revocationList, ...source };
    return { reading: readNameList(asked, rules), detail };
  }
  if (!('credential' in list)) return unknown('list_malformed', detail);
  const reading = readBitList(entry, list.credential, credentialIssuerId, rules, list.servedFrom);
  if (reading.value === undefined) return { reading, detail };
  const message = entry.messages.get(reading.value)?.slice(0, maximumMessage);
  const told = { ...detail, value: reading.value, ...(message !== undefined && { message }) };
  const note = noteOf(entry, reading, message);
  return { reading, detail: told, ...(note !== undefined && { note }) };
}

/** Zero is a message too, where the issuer gave words for it. */
function noteOf(entry: BitEntry, { outcome, value }: StatusReading, message: string | undefined) {
  if (outcome !== 'pass') return undefined;
  if (entry.purpose === 'refresh') return value === 0 ? undefined : 'refresh_available';
  return entry.purpose === 'message' && (value !== 0 || message !== undefined) ? 'message' : undefined;
}

const maximumMessage = 500;

function evidence(entry: StatusEntry, list: LoadedStatusList | undefined): Record<string, string | number> {
  const place = entry.form === 'credential' ? { index: String(entry.index), purpose: entry.purpose } : {};
  const found = list?.ok === true ? list : undefined;
  const made = found !== undefined && 'credential' in found ? listMadeAt(found.credential) : undefined;
  return {
    list: entry.listUrl,
    ...place,
    ...(typeof made === 'string' && { listValidFrom: made }),
    ...(found?.ageSeconds !== undefined && { ageSeconds: found.ageSeconds }),
    ...(found?.source !== undefined && { source: found.source }),
  };
}
