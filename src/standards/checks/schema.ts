// Check `schema`: the document has the shape of what it says it is (schemas/*.schema.json, JSON Schema 2019-09) and keeps
// the rules a schema cannot express, one file each. Credentials inside it are held to their own schema.
import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2019.js';
import ajvFormats from 'ajv-formats';
import { isJsonArray, pointerToken } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { credentialsV1 } from '../context-list.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import type { Finding, SchemaRule } from './finding.ts';
import { dateTimes } from './rule-date-times.ts';
import { languageTags } from './rule-language-tags.ts';
import { resultReferences } from './rule-result-references.ts';
import { subjectIdentified } from './rule-subject-identified.ts';
import { uriSchemes } from './rule-uri-schemes.ts';
import { embeddedCredentials } from './structure.ts';
import { listOf } from './walk.ts';

export type DocumentKind = 'open-badge' | 'endorsement' | 'status-list';

const rules: Readonly<Record<DocumentKind, readonly SchemaRule[]>> = {
  'open-badge': [dateTimes, uriSchemes, subjectIdentified, languageTags, resultReferences],
  endorsement: [dateTimes, uriSchemes],
  'status-list': [dateTimes, uriSchemes],
};

const ajv = new Ajv2019({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
ajvFormats.default(ajv, ['date']);
const validators: Readonly<Record<DocumentKind, ValidateFunction>> = {
  'open-badge': compile('open-badge-credential'),
  endorsement: compile('endorsement-credential'),
  'status-list': compile('status-list-credential'),
};

function compile(name: string): ValidateFunction {
  const file = new URL(`../../../schemas/${name}.schema.json`, import.meta.url);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}

const maximumFindings = 50;

/** Everything wrong with a document that passed the structure gate; the shape first, and the rules only when it is right. */
export function schemaFindings(document: JsonObject, kind: DocumentKind = 'open-badge'): readonly Finding[] {
  const shape = shapeFindings(document, kind, '');
  const inner = embeddedCredentials(document).flatMap((found) =>
    shapeFindings(found.document, kindOf(found.document), found.pointer),
  );
  const found = [...shape, ...inner];
  return (found.length > 0 ? found : rules[kind].flatMap((rule) => rule(document))).slice(0, maximumFindings);
}

/** The check: passed, or one result per finding. A data model that is not understood is `unknown`, not wrong. */
export function schemaCheck(document: JsonObject, kind: DocumentKind = 'open-badge'): readonly CheckResult[] {
  const contexts = document['@context'];
  if (isJsonArray(contexts) && contexts[0] === credentialsV1) {
    return [checkResult('schema', 'unknown', 'unsupported_data_model', { pointer: '/@context/0' })];
  }
  const findings = schemaFindings(document, kind);
  return findings.length === 0
    ? [passed('schema')]
    : findings.map((found) => checkResult('schema', 'fail', found.code, found));
}

/** What an embedded credential claims to be. */
function kindOf(document: JsonObject): DocumentKind {
  const types = listOf(document.type);
  if (types.includes('EndorsementCredential')) return 'endorsement';
  return types.includes('BitstringStatusListCredential') ? 'status-list' : 'open-badge';
}

function shapeFindings(document: JsonObject, kind: DocumentKind, root: string): readonly Finding[] {
  const validate = validators[kind];
  if (validate(document)) return [];
  const byPointer = new Map<string, Finding>();
  for (const error of validate.errors ?? []) {
    const finding = findingOf(error, root);
    if (finding !== undefined && !byPointer.has(finding.pointer)) byPointer.set(finding.pointer, finding);
  }
  return [...byPointer.values()];
}

const codes: Readonly<Record<string, CheckCode<'schema'>>> = {
  required: 'required',
  type: 'type',
  additionalProperties: 'closed_object',
  minLength: 'too_few',
  minItems: 'too_few',
  format: 'format',
};

/** `if` only repeats that `then` or `else` failed, and what fails inside `contains` is said by `contains` for the whole list. */
function findingOf(error: ErrorObject, root: string): Finding | undefined {
  if (error.keyword === 'if' || error.schemaPath.includes('/contains/')) return undefined;
  const { missingProperty, additionalProperty } = error.params as Record<string, string | undefined>;
  const member = missingProperty ?? additionalProperty;
  return {
    code: codes[error.keyword] ?? 'value',
    pointer: root + error.instancePath + (member === undefined ? '' : pointerToken(member)),
  };
}
