// /v1/submissions/{id}/evidence: text, links and results as JSON, files as multipart/form-data, streamed.
import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { FileInput, SubmissionEvidence } from '../../earning/submissions/submission-evidence.ts';
import { isStorableText } from '../../kernel/json.ts';
import { Problem, invalid } from '../../kernel/problem.ts';
import { keyCall } from '../principal.ts';
import { validatorCompiler } from '../validation.ts';
import { created } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { EvidenceAnswer, EvidenceBody, evidenceExample } from './evidence-schemas.ts';
import {
  Closed,
  Id,
  actingHeaders,
  answer,
  creatingHeaders,
  creatingProblems,
  problemAnswers,
  security,
  usualProblems,
} from './fields.ts';

const tags = ['Evidence'];
const params = Closed({ submissionId: Id('submission') });
const pieceParams = Closed({ submissionId: Id('submission'), evidenceId: Id('evidence') });
const bodyText =
  'Text, links and results as JSON. A file as multipart/form-data with the fields `requirement` and, when wanted, `description`, followed by one file part named `file`; its media type is told by content.';

export async function evidenceRoutes(app: ApiServer, evidence: SubmissionEvidence): Promise<void> {
  await app.register(multipart, {
    limits: {
      files: 1,
      fields: 5,
      parts: 6,
      fieldSize: 8_192,
      fieldNameSize: 100,
      headerPairs: 50,
      fileSize: 50_000_000,
    },
    throwFileSizeLimit: false,
  });
  const problemsOfPieces = problemAnswers(...creatingProblems, 'not-found', 'malformed-multipart');
  // A multipart body has no object to hold against the schema: its parts are checked where they are read. The framework
  // hands a body that it did not read to the validator as null; a body that says null is told apart before that.
  const refuseNull = async (request: FastifyRequest): Promise<void> => {
    if (request.body === null) throw invalid('', 'wrong_type', 'Must be object.');
  };
  const compiler: typeof validatorCompiler = (route) => {
    const validate = validatorCompiler(route);
    return route.httpPart === 'body' ? (value: unknown) => (value === null ? { value } : validate(value)) : validate;
  };
  app.post('/v1/submissions/:submissionId/evidence', {
    config: { operation: 'evidence.add' },
    validatorCompiler: compiler,
    preValidation: refuseNull,
    schema: {
      operationId: 'addEvidence',
      tags,
      security,
      summary: 'Add evidence',
      description: bodyText,
      params,
      headers: creatingHeaders,
      body: EvidenceBody,
      consumes: ['application/json', 'multipart/form-data'],
      response: { 201: answer('The piece of evidence', EvidenceAnswer, evidenceExample), ...problemsOfPieces },
    },
    handler: async (request, reply) => {
      const { submissionId } = request.params;
      const made = request.isMultipart()
        ? await evidence.addFile(keyCall(request), submissionId, await fileOf(request))
        : await evidence.add(keyCall(request), submissionId, jsonOf(request.body));
      created(reply, `/v1/submissions/${submissionId}/evidence/${made.id}`);
      return made;
    },
  });
  app.put('/v1/submissions/:submissionId/evidence/:evidenceId', {
    config: { operation: 'evidence.replace' },
    validatorCompiler: compiler,
    preValidation: refuseNull,
    schema: {
      operationId: 'replaceEvidence',
      tags,
      security,
      summary: 'Replace evidence',
      description: `Puts another piece in the place of one; the answer has a new id. ${bodyText}`,
      params: pieceParams,
      headers: actingHeaders,
      body: EvidenceBody,
      consumes: ['application/json', 'multipart/form-data'],
      response: { 200: answer('The new piece', EvidenceAnswer, evidenceExample), ...problemsOfPieces },
    },
    handler: async (request) => {
      const { submissionId, evidenceId } = request.params;
      return request.isMultipart()
        ? evidence.replaceFile(keyCall(request), submissionId, evidenceId, await fileOf(request))
        : evidence.replace(keyCall(request), submissionId, evidenceId, jsonOf(request.body));
    },
  });
  app.delete('/v1/submissions/:submissionId/evidence/:evidenceId', {
    config: { operation: 'evidence.remove' },
    schema: {
      operationId: 'removeEvidence',
      tags,
      security,
      summary: 'Remove evidence',
      description: 'While the submission is a draft.',
      params: pieceParams,
      headers: actingHeaders,
      response: {
        204: { description: 'It is removed', type: 'null' },
        ...problemAnswers(...usualProblems, 'not-found', 'conflict'),
      },
    },
    handler: async (request, reply) => {
      await evidence.remove(keyCall(request), request.params.submissionId, request.params.evidenceId);
      void reply.code(204);
    },
  });
  app.get('/v1/submissions/:submissionId/evidence/:evidenceId/file', {
    config: { operation: 'evidence.read-file' },
    schema: {
      operationId: 'readEvidenceFile',
      tags,
      security,
      summary: 'Read an evidence file',
      description: 'The file as it was handed in, as an attachment.',
      params: pieceParams,
      response: {
        200: {
          description: 'The file',
          content: { 'application/octet-stream': { schema: Type.String({ format: 'binary' }) } },
        },
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const { evidence: piece, content } = await evidence.openFile(
        keyCall(request),
        request.params.submissionId,
        request.params.evidenceId,
      );
      const name = encodeURIComponent(piece.fileName ?? 'evidence').replaceAll(
        /['()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16)}`,
      );
      const answered = reply as FastifyReply; // a stream is no JSON answer that the route's types know
      return answered
        .type(piece.mediaType ?? 'application/octet-stream')
        .header('content-length', piece.sizeBytes ?? 0)
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('cache-control', 'private, no-store')
        .send(content);
    },
  });
}

function jsonOf<T>(body: T | undefined): T {
  if (body === undefined) throw new Problem('malformed-json', { detail: 'The body is empty.' });
  return body;
}

/** Reads the fields up to the file part and leaves the file to be streamed. */
async function fileOf(request: FastifyRequest): Promise<FileInput> {
  const part = await request.file().catch((error: unknown) => {
    throw new Problem('malformed-multipart', { detail: 'The multipart body cannot be read.', cause: error });
  });
  if (part === undefined) throw new Problem('malformed-multipart', { detail: 'There is no file part.' });
  const field = (name: string): string | undefined => {
    const found = part.fields[name];
    const value = found !== undefined && !Array.isArray(found) && found.type === 'field' ? found.value : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const unknown = Object.keys(part.fields).find(
    (name) => !['requirement', 'description', part.fieldname].includes(name),
  );
  if (unknown !== undefined) throw invalid(`/${unknown}`, 'unknown_property', 'This field is not known here.');
  const requirement = field('requirement');
  if (requirement === undefined)
    throw invalid('/requirement', 'missing', 'Send the field requirement before the file.');
  const description = field('description');
  for (const [name, text] of Object.entries({ requirement, description })) {
    if (text !== undefined && (!isStorableText(text) || text.length > 2_000)) {
      throw invalid(`/${name}`, 'invalid_unicode', 'The field is too long or not well-formed text.');
    }
  }
  return {
    requirement,
    ...(description !== undefined && { description }),
    fileName: plainName(part.filename),
    declaredMediaType: part.mimetype,
    content: part.file,
  };
}

/** The last part of the name, without control characters; a name for display only, never a path. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 150);
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain;
}
