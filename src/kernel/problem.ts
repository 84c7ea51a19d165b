// Problems: the closed table of everything that can go wrong at a door, as RFC 9457 problem details.
// `detail` and `errors` are written for the caller; `cause` goes to the log only.

/** slug → HTTP status code and title. The slug ends the problem's `type` URL and names its page. */
export const problems = {
  'malformed-json': { status: 400, title: 'The request body is not readable JSON' },
  'malformed-multipart': { status: 400, title: 'The multipart body is not readable' },
  'validation-failed': { status: 400, title: 'The request does not match the schema' },
  unauthenticated: { status: 401, title: 'No valid credentials were given' },
  forbidden: { status: 403, title: 'Not allowed with these credentials' },
  'not-found': { status: 404, title: 'There is nothing here for you' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'The present state does not allow this' },
  'stale-version': { status: 412, title: 'The resource has changed since it was read' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'unsupported-media-type': { status: 415, title: 'This media type is not accepted here' },
  'rule-broken': { status: 422, title: 'The request breaks a rule' },
  'nothing-to-verify': { status: 422, title: 'No credential could be read from this URL' },
  'lint-failed': { status: 422, title: 'The credential would not pass verification' },
  'unsafe-svg': { status: 422, title: 'The SVG image is not safe to serve' },
  'image-too-large': { status: 422, title: 'The image has too many pixels' },
  'idempotency-mismatch': { status: 422, title: 'The idempotency key was used with another request' },
  'version-required': { status: 428, title: 'Say which version of the resource you mean to change' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'signing-failed': { status: 503, title: 'The signature could not be made' },
  'key-unavailable': { status: 503, title: 'The signing key is not available' },
  unavailable: { status: 503, title: 'The service is not ready' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemSlug = keyof typeof problems;

/** One thing wrong with a request. `pointer` is a JSON Pointer (RFC 6901) into the body, or `#/query/…`-like path for other parts. */
export interface ProblemError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export interface ProblemOptions {
  readonly detail: string;
  /** A stable machine-readable word that narrows the type, such as `self_award`. */
  readonly code?: string;
  readonly errors?: readonly ProblemError[];
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number;
}

export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string | undefined;
  readonly errors: readonly ProblemError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(slug: ProblemSlug, options: ProblemOptions) {
    super(`${slug}${options.code === undefined ? '' : ` (${options.code})`}: ${options.detail}`, {
      cause: options.cause,
    });
    this.name = 'Problem';
    this.slug = slug;
    this.status = problems[slug].status;
    this.title = problems[slug].title;
    this.detail = options.detail;
    this.code = options.code;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Absent or not yours: one answer for both, byte for byte, so that ids of others cannot be probed. */
export function notFound(): Problem {
  return new Problem('not-found', {
    detail: 'The resource does not exist, or it is not visible with these credentials.',
  });
}

/** A state conflict with its code, such as `assessment_not_passed`. */
export function conflict(code: string, detail: string): Problem {
  return new Problem('conflict', { code, detail });
}

/** The row has another version than the one the caller read (RFC 9110 §13.1.1, If-Match). */
export function staleVersion(): Problem {
  return new Problem('stale-version', {
    detail: 'The resource was changed after you read it. Read it again and send the new ETag in If-Match.',
  });
}

/** A single field that breaks a rule a schema cannot express. */
export function invalid(pointer: string, code: string, detail: string): Problem {
  return new Problem('validation-failed', { detail, errors: [{ pointer, code, detail }] });
}

/** The two members of any error that a log may hold without risking personal data. */
export function safeErrorFacts(error: unknown): { name: string; code?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? { name: error.name, code } : { name: error.name };
}
