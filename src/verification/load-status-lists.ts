// Loads the lists that a credential's status entries name, and judges each as strictly as a credential. A list that cannot
// be trusted proves nothing, so whatever is wrong with it leaves the status unknown.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { statusListUrlsOf } from '../standards/checks/status.ts';
import type { LoadedStatusList } from '../standards/checks/status.ts';
import { limits } from '../standards/checks/limits.ts';
import { issuerIdOf } from '../standards/checks/issuer-key.ts';
import { validityCheck } from '../standards/checks/validity.ts';
import { parseDateTimeStamp } from '../standards/date-time.ts';
import { jwtTimes } from '../standards/jwt-claims.ts';
import { listMadeAt, newerList } from '../standards/status-list.ts';
import { checkResult } from '../standards/checks/check-result.ts';
import { DeadlinePassed } from './judge.ts';
import type { StatusJudgement } from './judge.ts';
import type { SourceDocument } from './document-source.ts';
import { establish } from './establish.ts';
import type { Verifying } from './establish.ts';

/** The newest list seen under each address, so that nobody can hand out an older one again. Bounded. */
export interface ListMemory {
  /** The list credential that was seen last, reduced to what orders it. */
  last(url: string): { readonly validFrom: string } | undefined;
  keep(url: string, validFrom: string): void;
}

const REMEMBERED = 5_000;

export function listMemory(): ListMemory {
  const seen = new Map<string, string>();
  return {
    last: (url) => {
      const validFrom = seen.get(url);
      return validFrom === undefined ? undefined : { validFrom };
    },
    keep: (url, validFrom) => {
      seen.delete(url);
      seen.set(url, validFrom);
      const [oldest] = seen.keys();
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    },
  };
}

/** The `status` check: loads every list that is named, and has them judged. */
export async function statusOf(
  document: JsonObject,
  { verifying, memory }: { readonly verifying: Verifying; readonly memory: ListMemory },
): Promise<StatusJudgement> {
  const { judge, now, listPublishers } = verifying;
  const lists = await loadStatusLists(document, verifying, memory);
  try {
    return await judge.judgeStatus({ document, lists, now, listPublishers });
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error;
    return { result: checkResult('status', 'unknown', 'deadline'), warnings: [] };
  }
}

async function loadStatusLists(
  document: JsonObject,
  verifying: Verifying,
  memory: ListMemory,
): Promise<ReadonlyMap<string, LoadedStatusList>> {
  const lists = new Map<string, LoadedStatusList>();
  // Only a list that can speak about this credential is remembered.
  const signers = new Set([issuerIdOf(document), ...verifying.listPublishers.map(({ issuer }) => issuer)]);
  const remembering: Remembering = { memory, isAccepted: (issuer) => signers.has(issuer) };
  for (const { url, form } of statusListUrlsOf(document)) {
    const isPlain = form === 'revocation-list';
    lists.set(url, await (isPlain ? loadPlainList(url, verifying) : loadList(url, verifying, remembering)));
  }
  return lists;
}

interface Remembering {
  readonly memory: ListMemory;
  readonly isAccepted: (issuer: string | undefined) => boolean;
}

async function loadList(url: string, verifying: Verifying, memory: Remembering): Promise<LoadedStatusList> {
  const found = await verifying.source.read(url, 'status-list');
  if (found.state !== 'found') return { ok: false, code: notRead(found) };
  const list = await judgeList(url, found, verifying, memory);
  if (!list.ok || !('credential' in list)) return list;
  // The list itself says how long a copy of it may be kept; an older one is asked for again.
  const ttlSeconds = ttlOf(list.credential);
  if (ttlSeconds === undefined || found.ageSeconds <= ttlSeconds) return list;
  const again = await verifying.source.read(url, 'status-list', { maxAgeSeconds: Math.floor(ttlSeconds) });
  return again.state === 'found' ? judgeList(url, again, verifying, memory) : { ok: false, code: notRead(again) };
}

function notRead(found: SourceDocument): 'retrieval' | 'budget' {
  return found.state === 'unreachable' && found.code === 'budget' ? 'budget' : 'retrieval';
}

/** `ttl` in milliseconds (Bitstring Status List 1.0 §2.2), as seconds. */
function ttlOf({ credentialSubject }: JsonObject): number | undefined {
  const ttl = isJsonObject(credentialSubject) ? credentialSubject.ttl : undefined;
  return typeof ttl === 'number' && ttl >= 0 ? ttl / 1000 : undefined;
}

async function judgeList(
  url: string,
  found: SourceDocument & { readonly state: 'found' },
  verifying: Verifying,
  { memory, isAccepted }: Remembering,
): Promise<LoadedStatusList> {
  const list = await establish(found.bytes, verifying);
  if (list.document === undefined) return { ok: false, code: 'list_malformed' };
  if (!list.signed) {
    const readable = list.checks.every(({ check, outcome }) => !formChecks.has(check) || outcome === 'pass');
    return { ok: false, code: readable ? 'list_unverified' : 'list_malformed' };
  }
  // An unestablished context would let a list say something else than it seems to.
  if (list.checks.some(({ check, outcome }) => check === 'context' && outcome !== 'pass')) {
    return { ok: false, code: 'list_unverified' };
  }
  // Its own dates are judged where its bits are read; those of a JWT around it stand nowhere else.
  const times = list.read?.jwt === undefined ? {} : jwtTimes(list.read.jwt.payload);
  const { outcome, code } = validityCheck({}, verifying.now, times);
  if (outcome !== 'pass') return { ok: false, code: code === 'not_yet_valid' ? 'list_not_yet_valid' : 'stale' };
  if (isAccepted(issuerIdOf(list.document))) {
    const older = newerList(memory.last(url), list.document);
    if (older !== undefined) return { ok: false, code: older };
    const from = listMadeAt(list.document);
    const made = parseDateTimeStamp(from)?.getTime() ?? Number.POSITIVE_INFINITY;
    const isPast = made <= verifying.now.getTime() + limits.clockSkewMs;
    if (typeof from === 'string' && isPast) memory.keep(url, from);
  }
  return {
    ok: true,
    credential: list.document,
    ageSeconds: found.ageSeconds,
    source: found.source,
    ...(found.url !== undefined && { servedFrom: found.url }),
  };
}

const formChecks: ReadonlySet<string> = new Set(['parse', 'structure', 'schema', 'context']);

/** The older 1EdTech list is plain JSON without a signature; what it can prove is decided where it is read. */
async function loadPlainList(url: string, { source }: Verifying): Promise<LoadedStatusList> {
  const found = await source.read(url, 'status-list');
  if (found.state !== 'found') return { ok: false, code: notRead(found) };
  const read = parseJson(found.bytes);
  if (!read.ok || !isJsonObject(read.value)) return { ok: false, code: 'list_malformed' };
  return { ok: true, revocationList: read.value, ageSeconds: found.ageSeconds, source: found.source };
}
