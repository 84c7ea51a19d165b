// Reads a signed document for the pages: what people are shown is what was signed, not what a database says beside it.
// The document may be a stranger's, so nothing in it is taken for granted.
import { isJsonArray, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { ReportCredentialView, SubjectView } from './credential-views.ts';
import type { CriterionResultView, EvidenceKind, EvidenceView, LevelView } from './views.ts';

/** The verify page's view of a credential. */
export function reportCredentialView(document: JsonObject): ReportCredentialView {
  const subject = objectOf(document.credentialSubject);
  const achievement = objectOf(subject.achievement);
  const issuer = typeof document.issuer === 'string' ? { id: document.issuer } : objectOf(document.issuer);
  const criteria = textOf(objectOf(achievement.criteria).narrative);
  return {
    ...optional('id', textOf(document.id)),
    ...optional('name', textOf(document.name)),
    issuer: {
      id: textOf(issuer.id) ?? '',
      ...optional('name', textOf(issuer.name)),
      ...optional('url', textOf(issuer.url)),
    },
    subject: subjectView(subject),
    ...optional('narrative', textOf(subject.narrative)),
    achievement: {
      ...optional('id', textOf(achievement.id)),
      name: textOf(achievement.name) ?? textOf(document.name) ?? '',
      ...optional('description', textOf(achievement.description)),
      ...optional('criteria', criteria),
      ...optional('inLanguage', textOf(achievement.inLanguage)),
    },
    results: criterionResults(document),
    evidence: evidenceViews(document),
    ...optional('validFrom', textOf(document.validFrom)),
    ...optional('validUntil', textOf(document.validUntil)),
  };
}

/** Whom a credential is about: a DID where it has one, otherwise an identity behind a hash. */
export function subjectView(subject: JsonObject): SubjectView {
  return {
    ...optional('id', textOf(subject.id)),
    hashedIdentity: listOf(subject.identifier).some((entry) => objectOf(entry).hashed === true),
  };
}

/** One view per rubric criterion, with all levels and which were required and reached. */
export function criterionResults(document: JsonObject): readonly CriterionResultView[] {
  const subject = objectOf(document.credentialSubject);
  const results = listOf(subject.result).map(objectOf);
  return listOf(objectOf(subject.achievement).resultDescription)
    .map(objectOf)
    .filter((description) => listOf(description.rubricCriterionLevel).length > 0)
    .map((description) => {
      const achieved = results.find((result) => result.resultDescription === description.id)?.achievedLevel;
      const levels = listOf(description.rubricCriterionLevel)
        .map(objectOf)
        .map((level): LevelView => ({
          name: textOf(level.name) ?? '',
          points: Number(textOf(level.points) ?? textOf(level.level) ?? 0),
          ...optional('description', textOf(level.description)),
          achieved: level.id !== undefined && level.id === achieved,
          required: level.id !== undefined && level.id === description.requiredLevel,
        }));
      return { criterion: textOf(description.name) ?? '', levels };
    });
}

const kinds: readonly string[] = ['text', 'file', 'link', 'structured'] satisfies EvidenceKind[];

export function evidenceViews(document: JsonObject): readonly EvidenceView[] {
  return listOf(document.evidence)
    .map(objectOf)
    .map((piece): EvidenceView => {
      const kind = textOf(piece.genre);
      const digest = /^sha256-([A-Za-z0-9+/]{43}=)$/.exec(textOf(piece.digestSRI) ?? '')?.[1];
      const url = textOf(piece.id);
      return {
        name: textOf(piece.name) ?? '',
        ...(kind !== undefined && kinds.includes(kind) && { kind: kind as EvidenceKind }),
        ...optional('description', textOf(piece.description)),
        ...optional('mediaType', textOf(piece.mediaType)),
        ...optional('digest', digest === undefined ? undefined : Buffer.from(digest, 'base64').toString('hex')),
        ...optional('url', url !== undefined && /^https?:/i.test(url) ? url : undefined),
      };
    });
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isJsonArray(value) ? value : [value];
}

function optional<K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string };
}
