// Use cases on the evidence of a draft: add, replace, remove; and read a file that was handed in.
import type { Readable } from 'node:stream';
import { findAchievementVersion } from '../../catalog/achievements/achievement-store.ts';
import type { EvidenceRequirement } from '../../catalog/achievements/achievement.ts';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import type { Ids } from '../../kernel/id.ts';
import { canonicalJson } from '../../kernel/json.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, conflict, invalid, notFound } from '../../kernel/problem.ts';
import type { BlobStore } from '../../platform/blobs/blob-store.ts';
import { BlobTooLargeError } from '../../platform/blobs/blob-store.ts';
import { mediaTypeByContent } from '../../platform/blobs/media-type.ts';
import type { Database, Reader } from '../../platform/db/database.ts';
import { institution } from '../../platform/db/scope.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { evidenceView } from './submission-view.ts';
import type { EvidenceRow, SubmissionRow } from './submission-table.ts';
import type { EvidenceView, StructuredResult } from './submission.ts';
import {
  deleteEvidence,
  evidenceOf,
  findEvidence,
  findSubmission,
  insertEvidence,
  lockSubmission,
} from './submission-store.ts';

type KeyCall = Call<KeyPrincipal>;

/** Evidence without a file: exactly one of text, url and result, as the requirement's kind says. */
export interface EvidenceInput {
  readonly requirement: string;
  readonly description?: string;
  readonly text?: string;
  readonly url?: string;
  readonly result?: StructuredResult;
}

export interface FileInput {
  readonly requirement: string;
  readonly description?: string;
  readonly fileName: string;
  /** What the sender says it is; only believed for plain text. */
  readonly declaredMediaType: string;
  readonly content: Readable;
}

export interface SubmissionEvidence {
  add(call: KeyCall, submissionId: string, input: EvidenceInput): Promise<EvidenceView>;
  /** @throws Problem unsupported-media-type, payload-too-large */
  addFile(call: KeyCall, submissionId: string, input: FileInput): Promise<EvidenceView>;
  /** Puts another piece in the place of one; the id changes with the content. */
  replace(call: KeyCall, submissionId: string, evidenceId: string, input: EvidenceInput): Promise<EvidenceView>;
  replaceFile(call: KeyCall, submissionId: string, evidenceId: string, input: FileInput): Promise<EvidenceView>;
  remove(call: KeyCall, submissionId: string, evidenceId: string): Promise<void>;
  openFile(
    call: KeyCall,
    submissionId: string,
    evidenceId: string,
  ): Promise<{ readonly evidence: EvidenceView; readonly content: Readable }>;
}

const MOST_FILE_BYTES = 50_000_000;

export interface EvidenceNeeds {
  readonly database: Database;
  readonly changes: Changes;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function submissionEvidence({ database, changes, blobs, clock, ids }: EvidenceNeeds): SubmissionEvidence {
  const scopeOf = (call: KeyCall) => institution(call.principal.institutionId);

  /** Adds a row to a draft, in place of `replaced` when given. */
  const put = async (
    call: KeyCall,
    submissionId: string,
    row: EvidenceRow,
    replaced?: string,
  ): Promise<EvidenceView> => {
    let replacedBlob: string | null = null;
    const view = await changes.run(scopeOf(call), call, async (tx) => {
      const submission = draft(await lockSubmission(tx, submissionId));
      const requirement = await requirementOf(tx, submission, row.requirementId ?? '');
      if (requirement.kind !== row.kind) throw wrongKind(requirement);
      const pieces = await evidenceOf(tx, submissionId);
      if (replaced !== undefined) {
        const old = pieces.find((piece) => piece.id === replaced);
        if (old === undefined) throw notFound();
        replacedBlob = old.blobKey;
        await deleteEvidence(tx, replaced);
      }
      const others = pieces.filter((piece) => piece.requirementId === requirement.id && piece.id !== replaced);
      if (others.length >= (requirement.mostItems ?? 1)) {
        throw conflict(
          'requirement_answered',
          'This requirement is answered already. Replace or remove what is there.',
        );
      }
      const named = { ...row, name: requirement.name };
      await insertEvidence(tx, named);
      return { result: evidenceView(named), events: [event(replaced === undefined ? 'added' : 'replaced', named)] };
    });
    if (replacedBlob !== null) await blobs.remove(replacedBlob);
    return view;
  };

  const base = (
    call: KeyCall,
    submissionId: string,
    input: { requirement: string; description?: string },
  ): EvidenceRow => ({
    id: ids.next('evidence'),
    institutionId: call.principal.institutionId,
    submissionId,
    requirementId: input.requirement,
    kind: 'text',
    name: '',
    description: input.description ?? null,
    text: null,
    url: null,
    result: null,
    blobKey: null,
    fileName: null,
    mediaType: null,
    sizeBytes: null,
    sha256: null,
    createdAt: clock.now(),
  });

  const putFile = async (
    call: KeyCall,
    submissionId: string,
    input: FileInput,
    replaced?: string,
  ): Promise<EvidenceView> => {
    const requirement = await database.read(scopeOf(call), async (reader) => {
      const submission = await findSubmission(reader, submissionId);
      // A repeated request gets its first answer, also when the draft was handed in meanwhile.
      return requirementOf(
        reader,
        call.idempotency === undefined ? draft(submission) : present(submission),
        input.requirement,
      );
    });
    if (requirement.kind !== 'file') throw wrongKind(requirement);
    const mostBytes = Math.min(requirement.mostBytes ?? MOST_FILE_BYTES, MOST_FILE_BYTES);
    const blob = await blobs.put(input.content, mostBytes).catch((error: unknown) => {
      if (!(error instanceof BlobTooLargeError)) throw error;
      throw new Problem('payload-too-large', {
        detail: `The file is larger than the ${mostBytes} bytes that are allowed here.`,
      });
    });
    try {
      const mediaType = await mediaTypeByContent(blob.head, input.declaredMediaType);
      refuseMediaType(requirement, mediaType);
      const row: EvidenceRow = {
        ...base(call, submissionId, input),
        kind: 'file',
        blobKey: blob.key,
        fileName: input.fileName,
        mediaType: mediaType ?? null,
        sizeBytes: blob.sizeBytes,
        sha256: blob.sha256,
      };
      const view = await put(withFile(call, row), submissionId, row, replaced);
      // A repeated request was answered from its record: this copy of the file is one too many.
      if (view.id !== row.id) await blobs.remove(blob.key);
      return view;
    } catch (error) {
      await blobs.remove(blob.key);
      throw error;
    }
  };

  const inputRow = (call: KeyCall, submissionId: string, input: EvidenceInput): EvidenceRow => {
    const row = base(call, submissionId, input);
    const given = [input.text, input.url, input.result].filter((part) => part !== undefined).length;
    if (given !== 1)
      throw invalid('', 'one_of', 'Give exactly one of text, url and result; send files as multipart/form-data.');
    if (input.text !== undefined) return { ...row, kind: 'text', text: input.text, sha256: sha256Hex(input.text) };
    if (input.url !== undefined) return { ...row, kind: 'link', url: input.url };
    const result = input.result as StructuredResult;
    return { ...row, kind: 'structured', result, sha256: sha256Hex(canonicalJson({ ...result })) };
  };

  return {
    add: (call, submissionId, input) => put(call, submissionId, inputRow(call, submissionId, input)),
    addFile: (call, submissionId, input) => putFile(call, submissionId, input),
    replace: (call, submissionId, evidenceId, input) =>
      put(call, submissionId, inputRow(call, submissionId, input), evidenceId),
    replaceFile: (call, submissionId, evidenceId, input) => putFile(call, submissionId, input, evidenceId),
    remove: async (call, submissionId, evidenceId) => {
      let blobKey: string | null = null;
      await changes.run(scopeOf(call), call, async (tx) => {
        draft(await lockSubmission(tx, submissionId));
        const row = await findEvidence(tx, submissionId, evidenceId);
        if (row === undefined) throw notFound();
        await deleteEvidence(tx, evidenceId);
        blobKey = row.blobKey;
        return { result: null, events: [event('removed', row)] };
      });
      if (blobKey !== null) await blobs.remove(blobKey);
    },
    openFile: async (call, submissionId, evidenceId) => {
      const row = await database.read(scopeOf(call), (reader) => findEvidence(reader, submissionId, evidenceId));
      if (row === undefined || row.blobKey === null) throw notFound();
      return { evidence: evidenceView(row), content: await blobs.open(row.blobKey) };
    },
  };
}

/** The call with what was streamed: the digest of the request itself does not cover a multipart body. */
function withFile(call: KeyCall, { requirementId, description, fileName, sha256 }: EvidenceRow): KeyCall {
  if (call.idempotency === undefined) return call;
  const asked = [call.idempotency.bodyDigest, requirementId, description, fileName, sha256];
  return { ...call, idempotency: { ...call.idempotency, bodyDigest: sha256Hex(JSON.stringify(asked)) } };
}

function present(submission: SubmissionRow | undefined): SubmissionRow {
  if (submission === undefined) throw notFound();
  return submission;
}

/** The submission, when it is there and still a draft. */
function draft(found: SubmissionRow | undefined): SubmissionRow {
  const submission = present(found);
  if (submission.state !== 'draft') {
    throw conflict('not_a_draft', `The submission is ${submission.state}; its evidence no longer changes.`);
  }
  return submission;
}

async function requirementOf(
  reader: Reader<InstitutionScope>,
  submission: SubmissionRow,
  requirementId: string,
): Promise<EvidenceRequirement> {
  const achievement = await findAchievementVersion(reader, submission.achievementId, submission.achievementVersion);
  const requirement = achievement?.content.evidenceRequirements.find((candidate) => candidate.id === requirementId);
  if (requirement === undefined) {
    throw invalid('/requirement', 'unknown_requirement', 'The achievement asks for no evidence under this id.');
  }
  return requirement;
}

function wrongKind(requirement: EvidenceRequirement): Problem {
  return invalid('/requirement', 'wrong_kind', `This requirement asks for evidence of kind ${requirement.kind}.`);
}

function refuseMediaType(requirement: EvidenceRequirement, mediaType: string | undefined): void {
  const allowed = requirement.mediaTypes;
  if (mediaType !== undefined && (allowed === undefined || allowed.includes(mediaType))) return;
  throw new Problem('unsupported-media-type', {
    code: 'content_mismatch',
    detail:
      allowed === undefined
        ? 'The content of the file is of no known kind.'
        : `The content of the file is not one of: ${allowed.join(', ')}.`,
  });
}

function event(verb: string, row: EvidenceRow) {
  return {
    event: `evidence.${verb}`,
    subject: { type: 'submission', id: row.submissionId },
    institutionId: row.institutionId,
    details: { evidenceId: row.id, kind: row.kind, ...(row.sha256 !== null && { sha256: row.sha256 }) },
  };
}
