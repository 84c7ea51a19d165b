// What the schema check lets pass and a reader should know all the same: rules the credential names that are not known
// here (VCDM 2.0 §4.11 credentialSchema), and a badge of the older data model that does not say whom it is about.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { dataModelOf, kindOf } from '../document-kind.ts';
import type { DocumentKind } from '../document-kind.ts';
import { isIdentified } from './rule-subject-identified.ts';
import { listOf, objectAt } from './walk.ts';

/** The schemas that 1EdTech publishes; our own schema of the kind stands for them. */
const published: Readonly<Partial<Record<DocumentKind, RegExp>>> = {
  'open-badge': /\/ob\/v3p0\/schema\/json(?:-ld)?\/ob_v3p0_achievementcredential_schema\.json$/,
  endorsement: /\/(?:ob|clr)\/v[23]p0\/schema\/json(?:-ld)?\/\w+_endorsementcredential_schema\.json$/,
  clr: /\/clr\/v2p0\/schema\/json(?:-ld)?\/clr_v2p0_clrcredential_schema\.json$/,
};
const origin = 'https://purl.imsglobal.org/spec/';

/** Warnings as `schema:code`, for a document that passed the check; each code at most once. */
export function schemaWarnings(document: JsonObject): readonly string[] {
  const kind = kindOf(document);
  const unknown = listOf(document.credentialSchema).some((schema) => !isKnown(schema, kind));
  const subject = objectAt(document, 'credentialSubject');
  const someone = kind !== 'open-badge' || dataModelOf(document) === '2.0' || subject === undefined;
  const unidentified = !someone && !isIdentified(subject) && subject.name === undefined;
  return [...(unknown ? ['schema:unknown_schema'] : []), ...(unidentified ? ['schema:subject_unidentified'] : [])];
}

function isKnown(schema: JsonValue, kind: DocumentKind): boolean {
  if (!isJsonObject(schema) || !listOf(schema.type).includes('1EdTechJsonSchemaValidator2019')) return false;
  const { id } = schema;
  return typeof id === 'string' && id.startsWith(origin) && published[kind]?.test(id) === true;
}
