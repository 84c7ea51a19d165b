// Operations that take no body, such as publishing: a body that says something is refused rather than passed over.
import type { FastifyRequest } from 'fastify';
import { pointerToken } from '../../kernel/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { ProblemError } from '../../kernel/problem.ts';

/**
 * For `preValidation`. Lets nothing and an empty object through, which many clients send of their own accord.
 * @throws Problem validation-failed with `unknown_property` for each member, or `wrong_type` for anything but an object
 */
export async function withoutBody(request: FastifyRequest): Promise<void> {
  const errors = bodyErrors(request.body);
  if (errors.length > 0) throw new Problem('validation-failed', { detail: 'This operation takes no body.', errors });
}

function bodyErrors(body: unknown): ProblemError[] {
  if (body === undefined) return [];
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return [{ pointer: '', code: 'wrong_type', detail: 'Send no body, or an empty object.' }];
  }
  const detail = 'This property is not known here.';
  return Object.keys(body).map((name) => ({ pointer: pointerToken(name), code: 'unknown_property', detail }));
}
