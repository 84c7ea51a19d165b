// Check `schema`: the document has the shape of what it says it is (schema-kinds.ts) and keeps the rules a schema cannot
// express, one file each. Credentials inside it are held to the schema and the rules of their own kind.
import type { JsonObject } from '../../kernel/json.ts';
import { dataModelOf, kindOf } from '../document-kind.ts';
import type { DataModel, DocumentKind } from '../document-kind.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { isEnvelope } from './envelope.ts';
import type { Finding, SchemaRule } from './finding.ts';
import { credentialDates, dateTimes } from './rule-date-times.ts';
import { pictureObjects } from './rule-picture-objects.ts';
import { languageTags } from './rule-language-tags.ts';
import { oneKind } from './rule-one-kind.ts';
import { resultReferences } from './rule-result-references.ts';
import { subjectIdentified } from './rule-subject-identified.ts';
import { safeLinks, safeListLinks, safePresentationLinks, uriSchemes } from './rule-uri-schemes.ts';
import { shapeFindings } from './schema-kinds.ts';
import { embeddedCredentials } from './structure.ts';

const rules: Readonly<Record<DocumentKind, readonly SchemaRule[]>> = {
  'open-badge': [oneKind, dateTimes, uriSchemes, pictureObjects, subjectIdentified, languageTags, resultReferences],
  endorsement: [oneKind, dateTimes, uriSchemes, pictureObjects],
  clr: [oneKind, dateTimes, uriSchemes, pictureObjects, subjectIdentified],
  'status-list': [oneKind, credentialDates, safeListLinks],
  credential: [oneKind, credentialDates, safeLinks],
  presentation: [oneKind, safePresentationLinks],
};

const maximumFindings = 50;

interface Part {
  readonly pointer: string;
  readonly document: JsonObject;
  readonly kind: DocumentKind;
  readonly dataModel: DataModel;
}

/** Everything wrong with a document that passed the structure gate; the shape first, and the rules only when it is right. */
export function schemaFindings(
  document: JsonObject,
  kind: DocumentKind = 'open-badge',
  dataModel: DataModel = '2.0',
): readonly Finding[] {
  const parts = [{ pointer: '', document, kind, dataModel }, ...partsOf(document, dataModel)];
  // A text around a credential has no schema; what it says is judged when it is opened.
  const judged = parts.filter((part) => !isEnvelope(part.document));
  const shape = judged.flatMap((part) => shapeFindings(part.document, part.kind, part.dataModel, part.pointer));
  return (shape.length > 0 ? shape : ruleFindings(judged, parts)).slice(0, maximumFindings);
}

/** The check: passed, or one failure per finding. */
export function schemaCheck(
  document: JsonObject,
  kind: DocumentKind = 'open-badge',
  dataModel: DataModel = '2.0',
): readonly CheckResult[] {
  const findings = schemaFindings(document, kind, dataModel);
  return findings.length === 0
    ? [passed('schema', { detail: { kind, dataModel } })]
    : findings.map((found) => checkResult('schema', 'fail', found.code, found));
}

/** The credentials inside. What stands as an endorsement must be one. */
function partsOf(document: JsonObject, dataModel: DataModel): readonly Part[] {
  return embeddedCredentials(document).map((found) => ({
    pointer: found.pointer,
    document: found.document,
    kind: found.member === 'endorsement' ? 'endorsement' : kindOf(found.document),
    dataModel: '@context' in found.document ? dataModelOf(found.document) : dataModel,
  }));
}

/** Each part answers for itself, by the rules of its kind, and not for what is embedded in it. */
function ruleFindings(judged: readonly Part[], parts: readonly Part[]): readonly Finding[] {
  return judged.flatMap(({ pointer, document, kind, dataModel }) => {
    const inner = parts.filter((part) => part.pointer !== pointer && part.pointer.startsWith(`${pointer}/`));
    return rules[kind]
      .flatMap((rule) => rule(document, dataModel))
      .map((found) => ({ ...found, pointer: pointer + found.pointer }))
      .filter((found) => !inner.some((part) => found.pointer.startsWith(`${part.pointer}/`)));
  });
}
