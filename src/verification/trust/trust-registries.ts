// Keeps the configured trust registries at hand: reads them through a port when they are due, remembers the last good copy
// of each with its age, and refuses one that is older than what was seen before.
import type { Clock } from '../../kernel/clock.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import type { CheckResult } from '../../standards/checks/check-result.ts';
import { readDccRegistry } from '../../standards/dcc-registry.ts';
import { readSignedRegistry } from '../../standards/trust-registry.ts';
import type { TrustRegistry } from '../../standards/trust-registry.ts';
import type { SourceDocument } from '../document-source.ts';
import { judgeTrust } from './judge-trust.ts';
import type { KnownRegistry, TrustQuestion } from './judge-trust.ts';
import type { RegistryConfig } from './registry-config.ts';

export interface TrustRegistries {
  readonly configured: readonly RegistryConfig[];
  /** The check `issuer_trust`. Never throws. */
  judge(question: Omit<TrustQuestion, 'now'>): Promise<CheckResult>;
  /** What is known of each registry now, in the configured order; reads those that are due. */
  known(): Promise<readonly KnownRegistry[]>;
}

export interface TrustRegistriesNeeds {
  readonly registries: readonly RegistryConfig[];
  /** Reads a registry; never throws for a document that cannot be had. */
  readonly read: (url: string) => Promise<SourceDocument>;
  readonly clock: Clock;
}

/** A good copy is not read again before this. */
const REFRESH_SECONDS = 300;
/** After a failure it is tried again from then on. */
const RETRY_SECONDS = 30;
/** An unsigned copy does not say how long it may be relied on. */
const MOST_UNSIGNED_AGE_SECONDS = 24 * 3600;

interface GoodCopy {
  readonly registry: TrustRegistry;
  readonly digest: string;
  readonly madeAt: number;
}

type Failure = Extract<KnownRegistry, { state: 'unreachable' | 'unverified' }>;

interface Memory {
  good?: GoodCopy;
  failure?: Failure;
  dueAt: number;
  /** A read that is under way, shared by all who ask meanwhile. */
  reading?: Promise<void> | undefined;
}

export function trustRegistries({ registries, read, clock }: TrustRegistriesNeeds): TrustRegistries {
  const memories = new Map<string, Memory>(
    registries.map(({ url }) => [url, { dueAt: Number.NEGATIVE_INFINITY }] as const),
  );

  const refresh = async (config: RegistryConfig, memory: Memory): Promise<void> => {
    const fetched = await load(config, read, memory.good, clock).catch(() => unreachable(config, 'unreachable'));
    const isGood = 'registry' in fetched;
    if (isGood) memory.good = fetched;
    if (isGood) delete memory.failure;
    else memory.failure = fetched;
    memory.dueAt = clock.now().getTime() + (isGood ? REFRESH_SECONDS : RETRY_SECONDS) * 1000;
  };

  const knownOf = async (config: RegistryConfig): Promise<KnownRegistry> => {
    const memory = memories.get(config.url) ?? { dueAt: Number.NEGATIVE_INFINITY };
    if (memory.reading === undefined && clock.now().getTime() >= memory.dueAt) {
      memory.reading = refresh(config, memory).finally(() => {
        memory.reading = undefined;
      });
    }
    await memory.reading;
    return fromMemory(config, memory, clock.now().getTime());
  };

  const known = (): Promise<readonly KnownRegistry[]> => Promise.all(registries.map(knownOf));
  return {
    configured: registries,
    known,
    judge: async (question) => judgeTrust(await known(), { ...question, now: clock.now() }),
  };
}

/** The last good copy as long as it may be relied on, whether or not a newer one could be had. */
function fromMemory(config: RegistryConfig, { good, failure }: Memory, now: number): KnownRegistry {
  if (good === undefined) return failure ?? unreachable(config, 'unreachable');
  const ageSeconds = Math.max(0, Math.floor((now - good.madeAt) / 1000));
  const { validUntil } = good.registry;
  const isUsable = validUntil === undefined ? ageSeconds <= MOST_UNSIGNED_AGE_SECONDS : now < validUntil.getTime();
  if (isUsable) return { state: 'read', ...nameOf(config), registry: good.registry, ageSeconds };
  return failure ?? unverified(config, 'expired');
}

async function load(
  config: RegistryConfig,
  read: TrustRegistriesNeeds['read'],
  before: GoodCopy | undefined,
  clock: Clock,
): Promise<GoodCopy | Failure> {
  const found = await read(config.url);
  const now = clock.now();
  if (found.state === 'absent') return unreachable(config, 'not_found');
  if (found.state === 'unreachable') return unreachable(config, found.code);
  const madeAt = now.getTime() - found.ageSeconds * 1000;
  const digest = sha256Hex(found.bytes);
  if (before?.digest === digest) return { ...before, madeAt: Math.max(before.madeAt, madeAt) };
  const { url, publicKeys } = config;
  const reading =
    config.format === 'dcc'
      ? readDccRegistry(found.bytes)
      : await readSignedRegistry(found.bytes, { url, publicKeys, now });
  if (!reading.ok) return unverified(config, reading.code);
  const { registry } = reading;
  // A publication raises the number: a lower one is an old copy, the same one under other words is a second truth.
  if ((registry.sequence ?? 0) <= (before?.registry.sequence ?? -1)) return unverified(config, 'rolled_back');
  return { registry, digest, madeAt };
}

function nameOf({ name, url }: RegistryConfig): Pick<RegistryConfig, 'name' | 'url'> {
  return { name, url };
}

function unreachable(config: RegistryConfig, reason: string): Failure {
  return { state: 'unreachable', ...nameOf(config), reason };
}

function unverified(config: RegistryConfig, reason: string): Failure {
  return { state: 'unverified', ...nameOf(config), reason };
}
