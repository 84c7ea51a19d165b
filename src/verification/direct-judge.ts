// The steps of judging themselves, in the order in which they run. Pure: bytes in, results out, nothing is fetched. Used in
// this thread for what this deployment is about to publish, and inside the workers for everybody else's documents.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { extractBaked, pictureMediaOf } from '../standards/bake/extract.ts';
import { imageCheckOf } from '../standards/bake/image-check.ts';
import { checkResult } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { documentChecks } from '../standards/checks/document-checks.ts';
import { openEnvelope } from '../standards/checks/envelope.ts';
import { issuerIdOf } from '../standards/checks/issuer-key.ts';
import { limits } from '../standards/checks/limits.ts';
import { parseCredential } from '../standards/checks/parse.ts';
import type { ParsedCredential } from '../standards/checks/parse.ts';
import { schemaWarnings } from '../standards/checks/schema-warnings.ts';
import { judgeStatus } from '../standards/checks/status.ts';
import { hasInlineContext } from '../standards/inline-context.ts';
import { lossOf } from '../standards/loss.ts';
import { judgeOpenBadge2 } from '../standards/open-badge-2/judge.ts';
import { dataModelOf, kindOf } from '../standards/document-kind.ts';
import type { DocumentKind } from '../standards/document-kind.ts';
import { embeddedDocuments } from '../standards/embedded-documents.ts';
import { looksLikeOpenBadge2 } from '../standards/open-badge-2/recognise.ts';
import { hasKnownSuite } from '../standards/verify-proofs.ts';
import type { Judge, Media, Part, ReadDocument, Reading } from './judge.ts';
import { prove } from './prove.ts';

export const directJudge: Judge = {
  read: async (input) => readInput(input),
  prove: (request) => prove(request),
  judgeOpenBadge2: ({ text, documents, now }) => judgeOpenBadge2(text, documents, now),
  judgeStatus: async ({ document, lists, now, listPublishers }) => {
    const { result, warnings } = judgeStatus(document, lists, { now, listPublishers });
    return { result, warnings };
  },
};

async function readInput(input: Uint8Array | string): Promise<Reading> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  if (pictureMediaOf(bytes) === undefined) return readText(input);
  const baked = extractBaked(bytes);
  if (!baked.ok)
    return { results: [checkResult('parse', 'fail', baked.code)], warnings: [], media: baked.media ?? 'png' };
  const { media, text, standard } = baked;
  if (standard === 'ob2') return { results: [], warnings: baked.warnings, media, openBadge2: text };
  const reading = await readText(text);
  const image = reading.read === undefined ? [] : [imageCheckOf(reading.read.document, bytes)];
  return {
    ...reading,
    results: [...reading.results, ...image],
    warnings: [...reading.warnings, ...baked.warnings],
    media,
  };
}

async function readText(input: Uint8Array | string): Promise<Reading> {
  const parsed = parseCredential(input);
  const media: Media = parsed.form ?? 'json';
  if (parsed.document === undefined) {
    const legacy = looksLikeOpenBadge2(input);
    return { results: legacy ? [] : parsed.results, warnings: [], media, ...(legacy && { openBadge2: textOf(input) }) };
  }
  const envelope = openEnvelope(parsed.document);
  if (envelope !== undefined) {
    // What is wrapped is a JWT, so this goes no deeper.
    return envelope.ok
      ? readText(envelope.text)
      : { results: [checkResult('parse', 'fail', envelope.code)], warnings: [], media };
  }
  if (looksLikeOpenBadge2(input)) return { results: [], warnings: [], media, openBadge2: textOf(input) };
  return readDocument(parsed, parsed.document, media);
}

function textOf(input: Uint8Array | string): string {
  return typeof input === 'string' ? input : Buffer.from(input).toString('utf8');
}

async function readDocument(parsed: ParsedCredential, document: JsonObject, media: Media): Promise<Reading> {
  const { envelope } = parsed;
  const kind = kindOf(document);
  const settled = parsed.results.some(({ outcome }) => outcome !== 'pass');
  const form = envelope?.kind === 'jwt' ? 'jwt' : 'json';
  const checked = settled ? [] : await documentChecks(document, kind, dataModelOf(document), form);
  const results = [...checked, ...(await lossBehind(document, checked, form))];
  const warnings = isGated(results) ? schemaWarnings(document) : [];
  const parts = partsOf(document, results);
  const read: ReadDocument = {
    document,
    kind,
    dataModel: dataModelOf(document),
    controllerId: controllerOf(document, kind, envelope),
    inlineContext: hasInlineContext(document),
    parts,
    ...(envelope?.kind === 'jwt' && {
      jwt: { text: envelope.jws.text, header: envelope.header, payload: envelope.payload },
    }),
  };
  return { results: [...parsed.results, ...results, ...tooManyParts(parts, kind)], warnings, media, read };
}

function isGated(checks: readonly CheckResult[]): boolean {
  return checks.some(({ check, outcome }) => check === 'structure' && outcome === 'pass');
}

/** Only what passed the gate is searched for credentials inside. */
function partsOf(document: JsonObject, checks: readonly CheckResult[]): readonly Part[] {
  if (!isGated(checks)) return [];
  return embeddedDocuments(document).map(({ pointer, role, value }) => ({
    pointer,
    role,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

/** The gate counts what is written out; credentials that stand there as text count as well. */
function tooManyParts(parts: readonly Part[], kind: DocumentKind): readonly CheckResult[] {
  const endorsements = parts.filter(({ role }) => role === 'endorsement').length;
  const most = kind === 'presentation' ? limits.presentedCredentials : limits.embeddedCredentials;
  if (endorsements > limits.endorsements) return [checkResult('structure', 'fail', 'too_many_endorsements')];
  return parts.length - endorsements > most ? [checkResult('structure', 'fail', 'too_many_credentials')] : [];
}

/** A credential is signed by its issuer, a presentation by its holder; where none is named, by whoever owns the key. */
function controllerOf(
  document: JsonObject,
  kind: DocumentKind,
  envelope: ParsedCredential['envelope'],
): string | undefined {
  if (kind !== 'presentation') return issuerIdOf(document);
  const { holder } = document;
  const named = isJsonObject(holder) ? holder.id : holder;
  if (typeof named === 'string') return named;
  if (envelope?.kind === 'jwt') {
    const { iss } = envelope.payload;
    const { kid } = envelope.header;
    return typeof iss === 'string' ? iss : controllerOfMethod(kid);
  }
  const [proof] = Array.isArray(document.proof) ? document.proof : [document.proof];
  return isJsonObject(proof) ? controllerOfMethod(proof.verificationMethod) : undefined;
}

function controllerOfMethod(method: unknown): string | undefined {
  const [controller = ''] = typeof method === 'string' ? method.split('#') : [];
  return controller.startsWith('did:') ? controller : undefined;
}

/** Where the form leaves it open what a document says, it may still be certain that something of it would be lost. */
async function lossBehind(
  document: JsonObject,
  checks: readonly CheckResult[],
  form: 'json' | 'jwt',
): Promise<readonly CheckResult[]> {
  const isUnclear = checks.some(({ check, outcome }) => check === 'structure' && outcome === 'unknown');
  const lost = isUnclear && form === 'json' && hasKnownSuite(document) ? await lossOf(document) : undefined;
  return lost === undefined ? [] : [checkResult('proof', 'fail', lost)];
}
