// /v1/submissions/{id}/evidence: text, links and results as JSON, files as multipart/form-data, streamed.
import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { SubmissionEvidence } from '../../earning/submissions/submission-evidence.ts';
import { Problem, invalid } from '../../kernel/problem.ts';
import { keyCall } from '../principal.ts';
import { validatorCompiler } from '../validation.ts';
import { created } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { fileOf } from './evidence-file.ts';
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
