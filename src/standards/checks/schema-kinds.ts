// The JSON Schemas of schemas/ (2019-09), one for each kind of document and version of the data model. A kind's schema
// says what both versions share; its `$defs` add what one of them asks for besides.
import { Ajv2019 } from 'ajv/dist/2019.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2019.js';
import ajvFormats from 'ajv-formats';
import { pointerToken } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { DataModel, DocumentKind } from '../document-kind.ts';
import { schemaFile } from '../schema-files.ts';
import type { CheckCode } from './check-codes.ts';
import type { Finding } from './finding.ts';

const names: Readonly<Record<DocumentKind, string>> = {
  'open-badge': 'open-badge-credential',
  endorsement: 'endorsement-credential',
  clr: 'clr-credential',
  'status-list': 'status-list-credential',
  credential: 'credential',
  presentation: 'presentation',
};
const parts = ['open-badge-parts', 'credential-parts'];

const ajv = new Ajv2019({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
ajvFormats.default(ajv, ['date']);
for (const name of [...parts, ...Object.values(names)]) {
  ajv.addSchema(schemaFile(name));
}
const validators: Readonly<Record<DataModel, ReadonlyMap<string, ValidateFunction>>> = {
  '2.0': compiled('2.0'),
  '1.1': compiled('1.1'),
};

function compiled(dataModel: DataModel): ReadonlyMap<string, ValidateFunction> {
  return new Map(
    Object.entries(names).map(([kind, name]) => [
      kind,
      ajv.compile({ $ref: `urn:waymark:schema:${name}#/$defs/model-${dataModel}` }),
    ]),
  );
}

/** What is wrong with the shape of one document, the first thing at each place; pointers start with `root`. */
export function shapeFindings(
  document: JsonObject,
  kind: DocumentKind,
  dataModel: DataModel,
  root = '',
): readonly Finding[] {
  const validate = validators[dataModel].get(kind);
  if (validate === undefined) throw new TypeError(`There is no schema for the kind "${kind}".`);
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
  minProperties: 'too_few',
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
