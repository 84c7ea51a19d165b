// The translator of this door: whatever was thrown becomes an RFC 9457 problem, or is logged and hidden behind a 500.
import { uuid } from '../kernel/id.ts';
import { Problem, conflict, problems, safeErrorFacts } from '../kernel/problem.ts';
import type { ProblemError, ProblemSlug } from '../kernel/problem.ts';
import { databaseErrorFacts } from '../platform/db/database.ts';

/** A problem details document (RFC 9457 §3). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code?: string;
  readonly errors?: readonly ProblemError[];
  /** Names the log line of a 500. */
  readonly traceId?: string;
}

export function problemDocument(problem: Problem, origin: string, traceId?: string): ProblemDocument {
  return {
    type: `${origin}/problems/${problem.slug}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    ...(problem.code !== undefined && { code: problem.code }),
    ...(problem.errors.length > 0 && { errors: problem.errors }),
    ...(traceId !== undefined && { traceId }),
  };
}

/** What Fastify and its plugins throw, by their codes. */
const frameworkProblems: Readonly<Record<string, readonly [ProblemSlug, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload-too-large', 'The body is larger than this resource accepts.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send the body as application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed-json', 'The body is empty.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed-json', 'The body is shorter or longer than Content-Length says.'],
  FST_REQ_FILE_TOO_LARGE: ['payload-too-large', 'The file is larger than this resource accepts.'],
  FST_FILES_LIMIT: ['malformed-multipart', 'Send one file per request.'],
  FST_PARTS_LIMIT: ['malformed-multipart', 'The multipart body has too many parts.'],
  FST_FIELDS_LIMIT: ['malformed-multipart', 'The multipart body has too many fields.'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['unsupported-media-type', 'Send the body as multipart/form-data.'],
  FST_PROTO_VIOLATION: ['malformed-multipart', 'A field has a name that is not allowed.'],
  FST_ERR_VALIDATION: ['validation-failed', 'The request does not match the schema.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'The resource does not exist, or it is not visible with these credentials.'],
  FST_ERR_BAD_URL: ['not-found', 'The resource does not exist, or it is not visible with these credentials.'],
};

export interface Translated {
  readonly problem: Problem;
  /** Set when the error is ours: the name under which it is logged. */
  readonly traceId?: string;
}

export function translate(error: unknown): Translated {
  if (error instanceof Problem) {
    return error.status >= 500 ? { problem: error, traceId: uuid() } : { problem: withoutFrameworkCode(error) };
  }
  const code = (error as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? frameworkProblems[code] : undefined;
  if (known !== undefined) return { problem: new Problem(known[0], { detail: known[1], cause: error }) };
  if (databaseErrorFacts(error).code === '23505') {
    return { problem: conflict('already_exists', 'Something with the same identity was made at the same moment.') };
  }
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const slug = (Object.keys(problems) as ProblemSlug[]).find((name) => problems[name].status === status);
    return {
      problem: new Problem(slug ?? 'validation-failed', {
        detail: 'The request cannot be handled as it is.',
        cause: error,
      }),
    };
  }
  const detail = 'The request could not be completed. The trace id names it in the log.';
  return { problem: new Problem('internal', { detail, cause: error }), traceId: uuid() };
}

/** The framework writes a code of its own onto a problem without one that a validator returned. */
function withoutFrameworkCode(problem: Problem): Problem {
  if (problem.code?.startsWith('FST_') !== true) return problem;
  const { slug, detail, errors, cause } = problem;
  return new Problem(slug, { detail, errors, cause });
}

/** What a log line may say of an error: names, codes and places in our code, never messages or values. */
export function loggable(error: unknown): Record<string, unknown> {
  const chain: Record<string, unknown>[] = [];
  for (let current: unknown = error; current instanceof Error && chain.length < 5; current = current.cause) {
    const frames = (current.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .map((line) => line.trim().replaceAll(/\(?(?:file:\/\/)?\/\S*\/((?:src|dist|node_modules)\/)/g, '$1'));
    chain.push({ ...safeErrorFacts(current), ...databaseErrorFacts(current), frames });
  }
  return { errors: chain };
}
