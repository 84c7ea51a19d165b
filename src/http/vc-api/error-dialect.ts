// The errors of this door (VCALM 1.0, "Error Handling"): whatever is wrong with a request is exactly a 400 with problem
// details. What has nothing to do with the request's content (keys, rates, sizes, media types, faults of ours) is answered
// as everywhere else.
import type { FastifyInstance } from 'fastify';
import type { Problem } from '../../kernel/problem.ts';
import { translate } from '../problem.ts';
import { malformedValue, parsingError } from './verdict.ts';

const CONTENT: readonly number[] = [400, 409, 412, 422, 428];

export function speakVcApi(app: FastifyInstance, origin: string): void {
  app.setErrorHandler((error, _request, reply) => {
    const { problem } = translate(error);
    // Thrown on, it reaches the handler of all other doors.
    if (!CONTENT.includes(problem.status)) throw error;
    return reply
      .code(400)
      .header('cache-control', 'no-store')
      .type('application/json')
      .serializer(JSON.stringify)
      .send({ verified: false, problemDetails: detailsOf(problem, origin) });
  });
}

function detailsOf(problem: Problem, origin: string): readonly object[] {
  const { slug, title, detail, code, errors } = problem;
  const type = slug === 'malformed-json' ? parsingError : malformedValue;
  const about = `${origin}/problems/${slug}`;
  if (errors.length === 0) return [{ type, title, detail, ...(code !== undefined && { code }), about }];
  return errors.map((each) => ({ type, title, detail: each.detail, code: each.code, pointer: each.pointer, about }));
}
