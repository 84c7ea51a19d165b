// Makes the verification pack of a deployment: its issuers' DID documents, its status lists, the registries it relies on,
// and the digests of the contexts it knows. Made at most once in a while, whoever asks: signing and packing take time.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import { isStorableText } from '../../kernel/json.ts';
import type { DeploymentKeys, DeploymentSigner } from '../../platform/keys/deployment-keys.ts';
import { mintLintToken } from '../../platform/keys/signer.ts';
import { pinnedContexts } from '../../standards/contexts.ts';
import type { Ed25519Signer } from '../../standards/ed25519-jws.ts';
import { packLimits } from '../../standards/pack-contents.ts';
import type { PackDocument, VerificationPack } from '../../standards/pack-contents.ts';
import { signVerificationPack } from '../../standards/verification-pack.ts';
import type { DocumentSource, Purpose } from '../document-source.ts';
import { trustRegistryConfigJson } from '../trust/registry-config.ts';
import type { RegistryConfig } from '../trust/registry-config.ts';

export interface MadePack {
  readonly file: Uint8Array;
  readonly sha256: string;
  readonly madeAt: Date;
}

export interface PackMaker {
  /** The present pack. @throws Problem key-unavailable when it cannot be signed */
  current(call: Call): Promise<MadePack>;
  /** did:key of the key that signs packs; made at first use. */
  signedBy(call: Call): Promise<string>;
}

export interface PackNeeds {
  /** Public origin of the deployment. */
  readonly origin: string;
  /** Where its DID documents and status lists stand, the ones that matter most first. */
  readonly ownUrls: () => Promise<readonly string[]>;
  readonly source: DocumentSource;
  readonly registries: readonly RegistryConfig[];
  readonly keys: DeploymentKeys;
  readonly clock: Clock;
}

/** A pack serves everybody who asks within this time. */
export const PACK_SECONDS = 300;
/** An old pack knows nothing of what was withdrawn since. */
const VALID_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;
/** What is left for the table of contents and the words around each document. */
const MOST_TEXT_BYTES = Math.floor(packLimits.bytes * 0.8);

export function packMaker(needs: PackNeeds): PackMaker {
  const { keys, clock } = needs;
  let made: MadePack | undefined;
  let making: Promise<MadePack> | undefined;
  return {
    signedBy: async (call) => (await keys.signer('pack', call)).did,
    current: async (call) => {
      if (made !== undefined && clock.now().getTime() < made.madeAt.getTime() + PACK_SECONDS * 1000) return made;
      making ??= make(call, needs).finally(() => {
        making = undefined;
      });
      made = await making;
      return made;
    },
  };
}

async function make(call: Call, needs: PackNeeds): Promise<MadePack> {
  const signer = await needs.keys.signer('pack', call);
  const documents = await collect(needs);
  const madeAt = needs.clock.now();
  const pack: VerificationPack = {
    origin: needs.origin,
    madeAt,
    validUntil: new Date(madeAt.getTime() + VALID_DAYS * DAY_MILLISECONDS),
    contexts: pinnedContexts.map(({ url, sha256 }) => ({ url, sha256 })),
    registries: needs.registries.map(trustRegistryConfigJson),
    documents,
  };
  const file = await signVerificationPack(pack, packSigner(signer));
  return { file, sha256: sha256Hex(file), madeAt };
}

/** What cannot be had, or does not fit any more, is left out: readers then cannot establish what would rest on it. */
async function collect({ ownUrls, source, registries, clock }: PackNeeds): Promise<readonly PackDocument[]> {
  const wanted: readonly (readonly [string, Purpose])[] = [
    ...registries.map(({ url }) => [url, 'registry'] as const),
    ...(await ownUrls()).map((url) => [url, 'issuer'] as const),
  ];
  const documents = new Map<string, PackDocument>();
  let bytes = 0;
  for (const [url, purpose] of wanted) {
    const found = await source.read(url, purpose);
    if (found.state !== 'found' || documents.has(url)) continue;
    const text = typeof found.bytes === 'string' ? found.bytes : Buffer.from(found.bytes).toString('utf8');
    bytes += Buffer.byteLength(text);
    if (bytes > MOST_TEXT_BYTES || documents.size >= packLimits.documents) break;
    if (!isStorableText(text)) continue;
    const readAt = new Date(clock.now().getTime() - found.ageSeconds * 1000);
    const mediaType = found.contentType?.split(';', 1)[0]?.trim() ?? 'application/json';
    documents.set(url, { url, mediaType, readAt, text });
  }
  return [...documents.values()];
}

function packSigner(signer: DeploymentSigner): Ed25519Signer {
  const { keyId, publicKeyMultibase } = signer;
  return { publicKeyMultibase, sign: (bytes) => signer.sign(mintLintToken(keyId, bytes)) };
}
