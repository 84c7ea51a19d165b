// Trust registries: who may issue what, from when to when. Our own format (schemas/trust-registry.schema.json) is a
// compact JWS of type `trust-registry+jwt`, believed only under a key that the reader knows already.
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parseJson } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { parseDateTimeStamp } from './date-time.ts';
import { readJws, signJws } from './ed25519-jws.ts';
import type { Ed25519Signer } from './ed25519-jws.ts';
import { schemaFile } from './schema-files.ts';
import { StandardsError } from './standards-error.ts';

/** Every achievement, or those named by id or by Open Badges `achievementType`: one match is enough. */
export type CoveredAchievements =
  | 'any'
  | { readonly ids?: readonly string[] | undefined; readonly types?: readonly string[] | undefined };

/** One period of one issuer. An issuer has several where its listing changed. */
export interface RegistryEntry {
  /** DID or another URI, compared character by character. */
  readonly issuer: string;
  /** What the registry calls it: the name to rely on, other than the one a credential claims. */
  readonly name: string;
  readonly url?: string;
  readonly state: 'listed' | 'withdrawn';
  readonly achievements: CoveredAchievements;
  /** When the state begins; absent in formats that know no dates. */
  readonly from?: Date;
  /** First moment at which new awards are no longer covered. Never with `withdrawn`. */
  readonly until?: Date;
}

export interface TrustRegistry {
  readonly signed: boolean;
  /** What the registry calls itself, where its format says so. */
  readonly name?: string;
  /** Of a signed registry: grows with every publication. */
  readonly sequence?: number;
  /** Of a signed registry: not to be relied on from this moment on. */
  readonly validUntil?: Date;
  readonly entriesByIssuer: ReadonlyMap<string, readonly RegistryEntry[]>;
}

export type RegistryFault =
  | 'too_large'
  | 'malformed'
  | 'header'
  | 'other_key'
  | 'signature'
  | 'shape'
  | 'dates'
  | 'id_mismatch'
  | 'not_yet_issued'
  | 'expired';

export type RegistryReading =
  | { readonly ok: true; readonly registry: TrustRegistry }
  | { readonly ok: false; readonly code: RegistryFault };

/** What a signed registry must be to be believed. */
export interface RegistryExpectation {
  /** The URL it was read from; the document must be made for it, so that a publisher's registries cannot be swapped. */
  readonly url: string;
  /** Multikey texts of the publisher's keys: more than one while it changes keys. */
  readonly publicKeys: readonly string[];
  readonly now: Date;
}

export const registryJwsType = 'trust-registry+jwt';
const MOST_BYTES = 8 * 1024 * 1024;
const CLOCK_SKEW_MS = 60_000;

const hasShape = new Ajv2019({ strict: true, strictRequired: false }).compile(schemaFile('trust-registry'));

/** Reads a registry in our own format. Never throws; whatever is not exactly right makes the whole of it worthless. */
export async function readSignedRegistry(
  input: Uint8Array | string,
  expected: RegistryExpectation,
): Promise<RegistryReading> {
  if (isTooLarge(input)) return { ok: false, code: 'too_large' };
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1');
  const jws = await readJws(text.trim(), registryJwsType, expected.publicKeys);
  if (!jws.ok) return jws;
  const payload = parseJson(jws.payload, { maxDepth: 8 });
  if (!payload.ok) return { ok: false, code: 'malformed' };
  const registry = registryOf(payload.value);
  if (typeof registry === 'string') return { ok: false, code: registry };
  if (registry.id !== expected.url) return { ok: false, code: 'id_mismatch' };
  if (registry.issued.getTime() > expected.now.getTime() + CLOCK_SKEW_MS) return { ok: false, code: 'not_yet_issued' };
  if (registry.validUntil <= expected.now) return { ok: false, code: 'expired' };
  return { ok: true, registry };
}

/**
 * Signs a registry (the JSON that schemas/trust-registry.schema.json describes); the answer is the text to serve.
 * @throws StandardsError not_issuable when it is not what readers accept
 */
export async function signTrustRegistry(registry: JsonObject, signer: Ed25519Signer): Promise<string> {
  const payload = JSON.stringify(registry);
  const parsed = parseJson(payload, { maxDepth: 8 });
  const read = parsed.ok ? registryOf(parsed.value) : 'malformed';
  if (typeof read === 'string') throw new StandardsError('not_issuable', `The registry cannot be signed: ${read}.`);
  if (Buffer.byteLength(payload) > MOST_BYTES / 2) {
    throw new StandardsError('not_issuable', 'The registry cannot be signed: too_large.');
  }
  return signJws(registryJwsType, payload, signer);
}

type OwnRegistry = TrustRegistry & { readonly id: string; readonly issued: Date; readonly validUntil: Date };

/** What the schema has established about a document. */
interface RegistryDocument {
  readonly id: string;
  readonly name: string;
  readonly sequence: number;
  readonly issued: string;
  readonly validUntil: string;
  readonly entries: readonly (Omit<RegistryEntry, 'from' | 'until'> & {
    readonly from: string;
    readonly until?: string;
  })[];
}

function registryOf(value: JsonValue): OwnRegistry | 'shape' | 'dates' {
  if (!hasShape(value)) return 'shape';
  const document = value as unknown as RegistryDocument; // the schema says so
  const issued = parseDateTimeStamp(document.issued);
  const validUntil = parseDateTimeStamp(document.validUntil);
  if (issued === undefined || validUntil === undefined || validUntil <= issued) return 'dates';
  const entries: RegistryEntry[] = [];
  for (const { from: begins, until: ends, ...rest } of document.entries) {
    const from = parseDateTimeStamp(begins);
    const until = ends === undefined ? undefined : parseDateTimeStamp(ends);
    if (from === undefined || (ends !== undefined && (until === undefined || until <= from))) return 'dates';
    entries.push({ ...rest, from, ...(until !== undefined && { until }) });
  }
  const { id, name, sequence } = document;
  return { signed: true, id, name, sequence, issued, validUntil, entriesByIssuer: byIssuer(entries) };
}

/** Entries as they are looked up. */
export function byIssuer(entries: readonly RegistryEntry[]): ReadonlyMap<string, readonly RegistryEntry[]> {
  const map = new Map<string, RegistryEntry[]>();
  for (const entry of entries) {
    const known = map.get(entry.issuer);
    if (known === undefined) map.set(entry.issuer, [entry]);
    else known.push(entry);
  }
  return map;
}

/** Whether a registry is beyond what is read at all. */
export function isTooLarge(input: Uint8Array | string): boolean {
  return (typeof input === 'string' ? Buffer.byteLength(input) : input.length) > MOST_BYTES;
}
