// A verifier without a deployment around it: no database, no settings, nothing of its own. Documents come through the
// guarded fetch, or out of a verification pack and then from nowhere else.
import { systemClock } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createCachedFetch } from '../../platform/outgoing/cached-fetch.ts';
import { createGuardedFetch } from '../../platform/outgoing/guarded-fetch.ts';
import type { GuardedFetch } from '../../platform/outgoing/guarded-fetch.ts';
import { pinnedContexts } from '../../standards/contexts.ts';
import { ed25519KeyOf } from '../../standards/ed25519-jws.ts';
import { packLimits } from '../../standards/pack-contents.ts';
import { readVerificationPack } from '../../standards/verification-pack.ts';
import type { PackReading } from '../../standards/verification-pack.ts';
import { allDocuments } from '../../verification/all-documents.ts';
import type { DocumentSource } from '../../verification/document-source.ts';
import { judgePool } from '../../verification/judge-pool.ts';
import type { Judge } from '../../verification/judge.ts';
import { differingContexts, packRegistries, packSource } from '../../verification/pack/pack-source.ts';
import { readTrustRegistryConfig } from '../../verification/trust/registry-config.ts';
import type { RegistryConfig } from '../../verification/trust/registry-config.ts';
import { trustJudge } from '../../verification/trust/judge-credential-trust.ts';
import { trustRegistries } from '../../verification/trust/trust-registries.ts';
import { verifyCredential } from '../../verification/verify-credential.ts';
import { verifySubject } from '../../verification/verify-subject.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import { CannotBegin } from './cannot-begin.ts';
import type { VerifyArguments } from './arguments.ts';
import { bytesOfFile } from './read-file.ts';

/** What a test replaces. */
export interface VerifierPorts {
  readonly fetch?: GuardedFetch;
  /** Worker threads, unless told otherwise; it is not closed. */
  readonly judge?: Judge;
  readonly clock?: Clock;
}

export interface UsedPack {
  readonly origin: string;
  readonly madeAt: Date;
  readonly signedBy: string;
  /** Whether the caller named the key, and it was that one. */
  readonly isKeyExpected: boolean;
  readonly differingContexts: readonly string[];
}

export interface Verifier {
  readonly verify: VerifySubject;
  readonly pack?: UsedPack;
  /** Whether anything of the pack was needed so far. */
  readonly wasPackRead: () => boolean;
  close(): Promise<void>;
}

/** Names this program to whoever is asked for a document. */
const CALLED = 'waymark-verify';

/** @throws CannotBegin when a file it was given cannot be used */
export async function openVerifier(asked: VerifyArguments, ports: VerifierPorts = {}): Promise<Verifier> {
  const clock = ports.clock ?? systemClock;
  const pack = asked.pack === undefined ? undefined : await openPack(asked.pack, asked.packKey, clock);
  let wasPackRead = false;
  const source =
    pack === undefined
      ? fromNetwork(ports.fetch, clock)
      : watched(packSource(pack.reading.pack, clock), () => {
          wasPackRead = true;
        });
  const registries = trustRegistries({
    registries: registriesOf(asked.trustRegistries, pack?.reading),
    read: (url) => source.read(url, 'registry'),
    clock,
  });
  const pool = ports.judge === undefined ? judgePool({ threads: 1 }) : undefined;
  const judge = ports.judge ?? pool;
  if (judge === undefined) throw new Error('There is no judge.');
  const verify = verifyCredential({ source, clock, judge, trust: trustJudge(registries) });
  return {
    verify: verifySubject(verify, source, clock),
    ...(pack !== undefined && { pack: pack.used }),
    wasPackRead: () => wasPackRead,
    close: async () => pool?.close(),
  };
}

function fromNetwork(fetch: GuardedFetch | undefined, clock: Clock): DocumentSource {
  const nothingOwn: DocumentSource = { isOwn: () => false, read: () => Promise.resolve({ state: 'absent' }) };
  const guarded = fetch ?? createGuardedFetch({ publicOrigin: CALLED });
  return allDocuments(nothingOwn, createCachedFetch({ fetch: guarded, clock }));
}

function watched(source: DocumentSource, found: () => void): DocumentSource {
  return {
    isOwn: (url) => source.isOwn(url),
    read: async (url, purpose, options) => {
      const document = await source.read(url, purpose, options);
      if (document.state === 'found') found();
      return document;
    },
  };
}

interface OpenedPack {
  readonly reading: PackReading & { readonly ok: true };
  readonly used: UsedPack;
}

async function openPack(file: string, packKey: string | undefined, clock: Clock): Promise<OpenedPack> {
  const key = packKey === undefined ? undefined : ed25519KeyOf(packKey);
  if (packKey !== undefined && key === undefined) throw new CannotBegin('packKeyUnreadable', { key: packKey });
  const reading = await readVerificationPack(bytesOfFile(file, packLimits.compressedBytes), { now: clock.now(), key });
  if (!reading.ok) throw new CannotBegin('packRefused', { file, reason: reading.code });
  const { origin, madeAt } = reading.pack;
  return {
    reading,
    used: {
      origin,
      madeAt,
      signedBy: reading.signedBy,
      isKeyExpected: key !== undefined,
      differingContexts: differingContexts(reading.pack, pinnedContexts),
    },
  };
}

/** Those that the caller lists; else those that the maker of the pack relies on. */
function registriesOf(file: string | undefined, pack: OpenedPack['reading'] | undefined): readonly RegistryConfig[] {
  if (file === undefined && pack === undefined) return [];
  const read = file === undefined ? undefined : readTrustRegistryConfig(bytesOfFile(file));
  const found = read ?? (pack === undefined ? undefined : packRegistries(pack.pack));
  if (found === undefined) return [];
  if (!found.ok) throw new CannotBegin('registriesUnreadable', { reason: found.problem });
  return found.registries;
}
