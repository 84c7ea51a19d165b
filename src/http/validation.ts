// Request validation: bodies exactly as the schema says (nothing coerced, nothing dropped), query and path with numbers
// read from text. Broken rules come out as problem errors with JSON Pointers.
import Ajv from 'ajv';
import type { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchema, FastifySchemaCompiler } from 'fastify';
import { Problem, notFound } from '../kernel/problem.ts';
import type { ProblemError } from '../kernel/problem.ts';

const strict = addFormats.default(
  new Ajv.default({
    allErrors: true,
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
    strict: false,
    validateFormats: true,
  }),
);
const reading = addFormats.default(
  new Ajv.default({
    allErrors: true,
    coerceTypes: true,
    removeAdditional: false,
    useDefaults: true,
    strict: false,
    validateFormats: true,
  }),
);

/** A URI is one that a program can take apart, and it carries no account and password. */
function isPlainUri(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
for (const ajv of [strict, reading]) ajv.addFormat('uri', isPlainUri);

/** Most errors that one answer lists. */
const MOST_ERRORS = 50;

export const validatorCompiler: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? strict : reading).compile(schema as object);
  const prefix = httpPart === 'body' ? '' : `#/${httpPart === 'querystring' ? 'query' : (httpPart ?? 'request')}`;
  return (value: unknown) => {
    if (validate(value)) return { value };
    const errors = problemErrors(validate.errors ?? [], prefix);
    // A path that does not match its pattern names nothing: absent, like every other unknown id.
    if (httpPart === 'params') return { error: notFound() };
    return {
      error: new Problem('validation-failed', { detail: 'The request does not match the schema; see errors.', errors }),
    };
  };
};

/** Ajv errors as problem errors; branches of alternatives are told once, by the alternative itself. */
function problemErrors(errors: readonly ErrorObject[], prefix: string): ProblemError[] {
  const seen = new Set<string>();
  const list: ProblemError[] = [];
  for (const error of errors) {
    if (error.keyword === 'if' || list.length >= MOST_ERRORS) continue;
    const entry = problemError(error, prefix);
    const key = `${entry.pointer} ${entry.code}`;
    if (!seen.has(key)) list.push(entry);
    seen.add(key);
  }
  return list;
}

function problemError(error: ErrorObject, prefix: string): ProblemError {
  const parameters = error.params as Record<string, unknown>;
  const at = `${prefix}${error.instancePath}`;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(parameters['additionalProperty'] ?? parameters['unevaluatedProperty']);
      return {
        pointer: `${at}/${escapePointer(name)}`,
        code: 'unknown_property',
        detail: 'This property is not known here.',
      };
    }
    case 'required':
      return {
        pointer: `${at}/${escapePointer(String(parameters['missingProperty']))}`,
        code: 'missing',
        detail: 'This property is required.',
      };
    case 'type':
      return { pointer: at, code: 'wrong_type', detail: `Must be ${String(parameters['type'])}.` };
    case 'maxLength':
    case 'maxItems':
      return { pointer: at, code: 'too_long', detail: `Must not be longer than ${String(parameters['limit'])}.` };
    case 'minLength':
    case 'minItems':
      return { pointer: at, code: 'too_short', detail: `Must have at least ${String(parameters['limit'])}.` };
    case 'enum':
      return {
        pointer: at,
        code: 'not_allowed',
        detail: `Must be one of: ${(parameters['allowedValues'] as unknown[]).map(String).join(', ')}.`,
      };
    default:
      return { pointer: at, code: error.keyword.toLowerCase(), detail: `${capital(error.message ?? 'is not valid')}.` };
  }
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
