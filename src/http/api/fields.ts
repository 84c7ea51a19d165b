// The building blocks of request and answer schemas: TypeBox objects that validate, type and document at once.
// Objects are closed: a member that is not known is refused, never dropped.
import { Type } from 'typebox';
import type { Static, TObjectOptions, TProperties, TSchema, TStringOptions } from 'typebox';
import { idPattern, idPrefix } from '../../kernel/id.ts';
import type { IdKind } from '../../kernel/id.ts';
import { readCursor } from '../../kernel/page.ts';
import type { PageRequest } from '../../kernel/page.ts';
import { invalid, problems } from '../../kernel/problem.ts';
import type { ProblemSlug } from '../../kernel/problem.ts';

/** Schemas with a name of their own in the OpenAPI document, each written once and referred to. */
export const namedSchemas: TSchema[] = [];

/** Gives an answer's schema a name and stands for it by reference. */
export function Named<T extends TSchema>(name: string, schema: T) {
  namedSchemas.push({ ...schema, $id: name });
  return Type.Unsafe<Static<T>>({ $ref: `${name}#` });
}

/** An object without other members. */
export function Closed<T extends TProperties>(properties: T, options: TObjectOptions = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** One line or several of text, not empty, not only white space. */
export function Text(mostCharacters: number, options: TStringOptions = {}) {
  return Type.String({ minLength: 1, maxLength: mostCharacters, pattern: '\\S', ...options });
}

export function Id(kind: IdKind, description?: string) {
  const options = { pattern: idPattern(kind), examples: [`${idPrefix[kind]}_0hRvXkQ2mY7dWc5TzB9nLf`] };
  return Type.String(description === undefined ? options : { ...options, description });
}

/** A short name that a caller may choose: lower-case letters, digits and hyphens. */
export function Code(description: string) {
  return Type.String({ pattern: '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$', description, examples: ['lesson-plan'] });
}

export function WebUrl(description: string) {
  return Type.String({ format: 'uri', pattern: '^https?://[^\\s<>"{}|\\\\^`]+$', maxLength: 2048, description });
}

export function Email(description: string) {
  return Type.String({ format: 'email', maxLength: 254, description, examples: ['maria@example.edu'] });
}

export function Moment(description: string) {
  return Type.String({ format: 'date-time', description, examples: ['2026-11-25T13:07:28.000Z'] });
}

/** 64 hexadecimal characters. */
export function Sha256(description: string) {
  return Type.String({ pattern: '^[0-9a-f]{64}$', description });
}

/** One of a fixed set of words. */
export function OneOf<const T extends readonly string[]>(values: T, description: string) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description });
}

/** A BCP 47 language tag in its common forms. */
export const LanguageTag = Type.String({
  pattern: '^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$',
  examples: ['en', 'es-US'],
  description: 'BCP 47 language tag',
});

const ProblemSchema = Named(
  'Problem',
  Type.Object(
    {
      type: Type.String({ format: 'uri', description: 'URL of a page that explains this kind of problem' }),
      title: Type.String(),
      status: Type.Integer(),
      detail: Type.String(),
      code: Type.Optional(Type.String({ description: 'narrows the type, such as `self_award`' })),
      errors: Type.Optional(
        Type.Array(
          Type.Object({
            pointer: Type.String({
              description: 'JSON Pointer into the request body; `#/query/…` or `#/headers/…` elsewhere',
            }),
            code: Type.String(),
            detail: Type.String(),
          }),
        ),
      ),
      traceId: Type.Optional(Type.String({ description: 'names the log line, when the error is ours' })),
    },
    { description: 'Problem details (RFC 9457)' },
  ),
);

interface AnswerDocument {
  readonly description: string;
  readonly content?: Record<string, { readonly schema: unknown }>;
  readonly headers?: Record<string, unknown>;
}

/** One answer of an operation, for the OpenAPI document. */
export function answer(description: string, schema?: TSchema, example?: unknown): AnswerDocument {
  if (schema === undefined) return { description };
  const media = example === undefined ? { schema } : { schema, example };
  return { description, content: { 'application/json': media } };
}

/** Problem answers by their slugs, grouped by status code. */
export function problemAnswers(...slugs: readonly ProblemSlug[]): Record<number, AnswerDocument> {
  const byStatus = new Map<number, ProblemSlug[]>();
  for (const slug of slugs) byStatus.set(problems[slug].status, [...(byStatus.get(problems[slug].status) ?? []), slug]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((slug) => `${problems[slug].title} (\`${slug}\`)`).join(' · '),
        content: {
          'application/problem+json': {
            schema: ProblemSchema,
            example: {
              type: `https://badges.example.edu/problems/${same[0]}`,
              title: problems[same[0] as ProblemSlug].title,
              status,
              detail: 'What went wrong with this request, in a sentence.',
            },
          },
        },
      },
    ]),
  );
}

/** What every operation of an institution may answer besides its own problems. */
export const usualProblems = [
  'validation-failed',
  'unauthenticated',
  'forbidden',
  'rate-limited',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemSlug[];
/** What an operation with a JSON body may answer in addition. */
export const bodyProblems = [
  ...usualProblems,
  'malformed-json',
  'payload-too-large',
  'unsupported-media-type',
] as const satisfies readonly ProblemSlug[];
/** What an operation that creates may answer in addition. */
export const creatingProblems = [
  ...bodyProblems,
  'conflict',
  'idempotency-mismatch',
] as const satisfies readonly ProblemSlug[];

export const security = [{ apiKey: [] }];
export const operatorSecurity = [{ operatorKey: [] }];
export const eitherSecurity = [{ apiKey: [] }, { operatorKey: [] }];

/** The headers of an operation that creates. */
export const creatingHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeated request with the same key (within 24 hours) gets the same answer and creates nothing',
    }),
  ),
  'waymark-on-behalf-of': Type.Optional(
    Type.String({ description: 'Id of the member for whom the key acts; needs the scope `act-as`' }),
  ),
});
export const actingHeaders = Type.Object({
  'waymark-on-behalf-of': Type.Optional(
    Type.String({ description: 'Id of the member for whom the key acts; needs the scope `act-as`' }),
  ),
});
export const changingHeaders = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'ETag of the version that was read; required' })),
  'waymark-on-behalf-of': Type.Optional(
    Type.String({ description: 'Id of the member for whom the key acts; needs the scope `act-as`' }),
  ),
});

export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items on a page' })),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`nextCursor` of the page before' })),
};

export function pageOfItems<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Optional(Type.String({ description: 'Absent on the last page' })),
  });
}

/** @throws Problem validation-failed for a cursor that is none of ours */
export function pageRequest(query: { limit?: number; cursor?: string }): PageRequest {
  const limit = query.limit ?? 20;
  if (query.cursor === undefined) return { limit };
  const cursor = readCursor(query.cursor);
  if (cursor === undefined)
    throw invalid('#/query/cursor', 'unknown_cursor', 'Use the nextCursor of an earlier answer.');
  return { limit, cursor };
}
