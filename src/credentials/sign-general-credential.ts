// Signs any W3C credential for the operator's own programs, under the deployment's own did:key of purpose `vc-api`: never
// with the key of an issuer profile, and nothing of it is kept but an audit entry. Data model 2.0, and 1.1 where allowed.
import type { Call } from '../kernel/call.ts';
import { isoSeconds } from '../kernel/clock.ts';
import type { Clock } from '../kernel/clock.ts';
import { sha256Hex } from '../kernel/digest.ts';
import { isJsonArray } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { Problem } from '../kernel/problem.ts';
import { deployment } from '../platform/db/scope.ts';
import type { Changes } from '../platform/idempotency/changes.ts';
import type { DeploymentKeys, DeploymentSigner } from '../platform/keys/deployment-keys.ts';
import { mintLintToken } from '../platform/keys/signer.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { issuerIdOf } from '../standards/checks/issuer-key.ts';
import { schemaCheck } from '../standards/checks/schema.ts';
import { structureCheck } from '../standards/checks/structure.ts';
import { ownLookAlike } from './own-look-alike.ts';
import { prepareSigning } from '../standards/data-integrity.ts';
import type { PreparedSigning } from '../standards/data-integrity.ts';
import { dataModelOf, kindOf } from '../standards/document-kind.ts';
import type { DataModel } from '../standards/document-kind.ts';
import { decodeMultikey } from '../standards/multikey.ts';
import { StandardsError } from '../standards/standards-error.ts';
import { verifyProofs } from '../standards/verify-proofs.ts';

/** The terms of a proof, for the data model 1.1. */
const dataIntegrityV2 = 'https://w3id.org/security/data-integrity/v2';

export interface SignGeneralCredential {
  /** The did:key under which it signs: what `issuer` of a credential must be. Makes the key at first use. */
  issuer(call: Call): Promise<string>;
  /**
   * The credential with a proof of `eddsa-rdfc-2022`. Everything else stays as it came; to one of the data model 1.1 the
   * context of the proof is appended where it is missing.
   * @throws Problem lint-failed when its form is wrong, its issuer is another, or a processor would drop anything of it
   */
  sign(call: Call, credential: JsonObject): Promise<JsonObject>;
}

export interface GeneralSigningNeeds {
  readonly keys: DeploymentKeys;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly dataModels: readonly DataModel[];
  /** Public origins of the deployment, present and former: what stands there is signed elsewhere. */
  readonly origins: readonly string[];
  /** Told when a signature turned out not to be good. */
  readonly alarm: (what: 'signature_not_good') => void;
}

export function signGeneralCredential(needs: GeneralSigningNeeds): SignGeneralCredential {
  const { keys, changes, clock, dataModels, origins, alarm } = needs;
  return {
    issuer: async (call) => (await keys.signer('vc-api', call)).did,
    sign: async (call, credential) => {
      const answered = await changes.answerTo(deployment, call);
      if (answered !== undefined) return answered.value as JsonObject;
      const signer = await keys.signer('vc-api', call);
      const now = clock.now();
      const prepared = await lint(credential, signer, { dataModels, origins }, now);
      const signature = await signer.sign(mintLintToken(signer.keyId, prepared.bytesToSign));
      const signed = prepared.withSignature(signature);
      if (!(await isSignedWith(signed, signer, now))) {
        alarm('signature_not_good');
        throw new Problem('signing-failed', {
          detail: 'The signature did not verify, so it was not handed out.',
          retryAfterSeconds: 10,
        });
      }
      const details = { sha256: sha256Hex(JSON.stringify(signed)) };
      const event = { event: 'vc-api-credential.signed', subject: { type: 'signing-key', id: signer.keyId }, details };
      return changes.run(deployment, call, async () => ({ result: signed, events: [event] }));
    },
  };
}

async function lint(
  credential: JsonObject,
  { did, verificationMethod }: DeploymentSigner,
  { dataModels, origins }: Pick<GeneralSigningNeeds, 'dataModels' | 'origins'>,
  now: Date,
): Promise<PreparedSigning> {
  const kind = kindOf(credential);
  const dataModel = dataModelOf(credential);
  if (kind === 'presentation') throw refused('/type', 'presentation', 'A presentation is signed by its holder.');
  if (kind === 'status-list') throw refused('/type', 'status_list', 'Status lists are signed by those who keep them.');
  if (!dataModels.includes(dataModel)) {
    throw refused('/@context', 'data_model', `Credentials of the data model ${dataModel} are not signed here.`);
  }
  const structure = structureCheck(credential);
  const found = structure.outcome === 'pass' ? schemaCheck(credential, kind, dataModel) : [structure];
  const wrong = found.filter(({ outcome }) => outcome !== 'pass');
  if (wrong.length > 0) throw refusedFor(wrong);
  if (issuerIdOf(credential) !== did) {
    throw refused('/issuer', 'another_issuer', `The issuer must be ${did}, whose key signs here.`);
  }
  const lookAlike = ownLookAlike(credential, origins);
  if (lookAlike !== undefined) {
    throw refused(
      lookAlike,
      'own_document',
      'What is published under the addresses of this deployment is not signed here.',
    );
  }
  const unsigned = dataModel === '1.1' ? withProofContext(credential) : credential;
  try {
    const created = isoSeconds(now);
    return await prepareSigning({ unsigned, suite: 'eddsa-rdfc-2022', verificationMethod, created });
  } catch (error) {
    if (!(error instanceof StandardsError)) throw error;
    throw refused(error.pointer ?? '', error.code, error.message, error);
  }
}

function withProofContext(credential: JsonObject): JsonObject {
  const written = credential['@context'];
  const contexts = isJsonArray(written) ? written : written === undefined ? [] : [written];
  return contexts.includes(dataIntegrityV2)
    ? credential
    : { ...credential, '@context': [...contexts, dataIntegrityV2] };
}

async function isSignedWith(document: JsonObject, signer: DeploymentSigner, now: Date): Promise<boolean> {
  const read = decodeMultikey(signer.publicKeyMultibase);
  if (!read.ok) return false;
  const key = { id: signer.verificationMethod, controller: signer.did, publicKey: read.publicKey };
  const results = await verifyProofs({ document, resolveMethod: () => ({ ok: true, key }), now });
  return results.length === 1 && results[0]?.outcome === 'pass';
}

function refusedFor(results: readonly CheckResult[]): Problem {
  const errors = results.map(({ pointer = '', code, check }) => ({
    pointer,
    code,
    detail: `The check "${check}" finds: ${code}.`,
  }));
  return new Problem('lint-failed', { detail: 'The credential is not of a form that can be signed.', errors });
}

function refused(pointer: string, code: string, detail: string, cause?: unknown): Problem {
  return new Problem('lint-failed', { code, detail, errors: [{ pointer, code, detail }], cause });
}
