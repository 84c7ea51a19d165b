// Reads a signed document for the pages: what people are shown is what was signed, not what a database says beside it.
// The document may be a stranger's, so nothing in it is taken for granted.
import { isJsonArray, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { ReportCredentialView, ScoreView, SkillView, SubjectView } from './credential-views.ts';
import type { CriterionResultView, EvidenceKind, EvidenceView, LevelView } from './views.ts';

/** The verify page's view of a credential of any kind; who signed it is not for the document to say. */
export function reportCredentialView(document: JsonObject): Omit<ReportCredentialView, 'issuer'> {
  const subject = objectOf(listOf(document.credentialSubject)[0]);
  const achievement = objectOf(subject.achievement);
  const criteria = textOf(objectOf(achievement.criteria).narrative);
  return {
    ...optional('id', textOf(document.id)),
    ...optional('name', textOf(document.name)),
    subject: subjectView(subject),
    ...optional('narrative', textOf(subject.narrative)),
    achievement: {
      ...optional('id', textOf(achievement.id)),
      name: textOf(achievement.name) ?? textOf(document.name) ?? '',
      ...optional('description', textOf(achievement.description) ?? textOf(document.description)),
      ...optional('criteria', criteria),
      ...optional('inLanguage', textOf(achievement.inLanguage)),
    },
    ...optional('comment', textOf(subject.endorsementComment)),
    results: criterionResults(document),
    scores: scoreViews(subject),
    skills: skillViews(achievement),
    evidence: evidenceViews(document),
    ...optional('validFrom', textOf(document.validFrom) ?? textOf(document.issuanceDate)),
    ...optional('validUntil', textOf(document.validUntil) ?? textOf(document.expirationDate)),
  };
}

export function signerView(value: JsonValue | undefined): ReportCredentialView['issuer'] {
  const signer = typeof value === 'string' ? { id: value } : objectOf(value);
  return {
    id: textOf(signer.id) ?? '',
    ...optional('name', textOf(signer.name)),
    ...optional('url', textOf(signer.url)),
  };
}

/** Results with a value, such as a grade; those with a level of a rubric are told by `criterionResults`. */
function scoreViews(subject: JsonObject): readonly ScoreView[] {
  const descriptions = listOf(objectOf(subject.achievement).resultDescription).map(objectOf);
  return listOf(subject.result)
    .map(objectOf)
    .flatMap((result) => {
      const description = descriptions.find(({ id }) => id !== undefined && id === result.resultDescription);
      const most = textOf(description?.valueMax);
      const value = textOf(result.value) ?? (typeof result.value === 'number' ? String(result.value) : undefined);
      if (value === undefined) return [];
      return [{ name: textOf(description?.name) ?? '', value: most === undefined ? value : `${value} / ${most}` }];
    });
}

const MOST_SKILLS = 12;

/** What an achievement says it lines up with in frameworks of others. */
function skillViews(achievement: JsonObject): readonly SkillView[] {
  return listOf(achievement.alignment)
    .slice(0, MOST_SKILLS)
    .map(objectOf)
    .flatMap((alignment) => {
      const name = textOf(alignment.targetName);
      if (name === undefined) return [];
      const framework = optional('framework', textOf(alignment.targetFramework));
      return [{ name, ...framework, ...optional('url', webAddress(textOf(alignment.targetUrl))) }];
    });
}

function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:/i.test(url) ? url : undefined;
}

/** Whom a credential is about: a DID where it has one, otherwise an identity behind a hash. */
export function subjectView(subject: JsonObject): SubjectView {
  const identifiers = listOf(subject.identifier).map(objectOf);
  return {
    ...optional('id', textOf(subject.id)),
    hashedIdentity: identifiers.some(({ hashed }) => hashed === true),
    inTheClear: identifiers.some(({ hashed }) => hashed === false),
  };
}

/** One view per rubric criterion, with all levels and which were required and reached. */
export function criterionResults(document: JsonObject): readonly CriterionResultView[] {
  const subject = objectOf(document.credentialSubject);
  const results = listOf(subject.result).map(objectOf);
  return listOf(objectOf(subject.achievement).resultDescription)
    .map(objectOf)
    .filter((description) => listOf(description.rubricCriterionLevel).length > 0)
    .flatMap((description) => {
      const result = results.find((each) => each.resultDescription === description.id);
      const achieved = result?.achievedLevel;
      // A grade in place of a level is told as what it is.
      if (achieved === undefined && result?.value !== undefined) return [];
      const levels = listOf(description.rubricCriterionLevel)
        .map(objectOf)
        .map((level): LevelView => ({
          name: textOf(level.name) ?? '',
          points: Number(textOf(level.points) ?? textOf(level.level) ?? 0),
          ...optional('description', textOf(level.description)),
          achieved: level.id !== undefined && level.id === achieved,
          required: level.id !== undefined && level.id === description.requiredLevel,
        }));
      return [{ criterion: textOf(description.name) ?? '', levels }];
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
        name: textOf(piece.name) ?? hostOf(url) ?? '',
        ...(kind !== undefined && kinds.includes(kind) && { kind: kind as EvidenceKind }),
        ...optional('description', textOf(piece.description) ?? textOf(piece.narrative)),
        ...optional('mediaType', textOf(piece.mediaType)),
        ...optional('digest', digest === undefined ? undefined : Buffer.from(digest, 'base64').toString('hex')),
        ...optional('url', webAddress(url)),
      };
    });
}

function hostOf(url: string | undefined): string | undefined {
  const address = webAddress(url);
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
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
