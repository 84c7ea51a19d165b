// What a badge says of itself, line by line: who, what, at which level, until when; and of what stands inside it, how each
// was found. Claims only: the verdict stands above them.
import { isJsonArray, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { plainLine as plain } from '../../kernel/plain-text.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { issuerIdOf } from '../../standards/checks/issuer-key.ts';
import { listOf } from '../../standards/checks/walk.ts';
import type { OpenBadge2Facts } from '../../standards/open-badge-2/judge.ts';
import type { PartReport, VerificationReport } from '../../verification/report.ts';

type Line = readonly [label: string, value: string | undefined];

/** None where nothing could be read. */
export function claimLines(report: VerificationReport, t: Translator): readonly string[] {
  const { openBadge2, credential, outcome } = report;
  const facts =
    openBadge2 === undefined ? credential && credentialLines(report, credential, t) : olderLines(openBadge2, t);
  const lines = (facts ?? []).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [`  ${label}: ${plain(value)}`],
  );
  const levels = credential === undefined ? [] : levelLines(credential, t);
  if (lines.length + levels.length === 0) return [];
  return ['', t.text(outcome === 'valid' ? 'verify.saysTitle' : 'verify.claimsTitle'), ...lines, ...levels];
}

function credentialLines(report: VerificationReport, credential: JsonObject, t: Translator): readonly Line[] {
  const { validFrom, issuanceDate, validUntil, expirationDate, issuer } = credential;
  const { person, achievement } = subjectOf(credential);
  // Whoever shows a presentation issues nothing: it is told by the identifier whose key was checked, or not at all.
  const isShown = report.kind === 'presentation';
  const issuerId = isShown ? signerIdOf(report) : issuerIdOf(credential);
  const issuerName = !isShown && isJsonObject(issuer) ? textOf(issuer.name) : undefined;
  return [
    [t.text(isShown ? 'verify.shownBy' : 'verify.issuer'), issuerName ?? issuerId],
    [t.text('verify.issuerHost'), issuerName === undefined ? undefined : issuerId],
    [t.text('verify.what'), textOf(achievement.name) ?? textOf(credential.name)],
    [t.text('verify.about'), textOf(person.name) ?? textOf(person.id)],
    [t.text('verify.since'), dayOf(validFrom ?? issuanceDate, t)],
    [t.text('verify.until'), dayOf(validUntil ?? expirationDate, t)],
  ];
}

/** What its issuer's site says today; whom it names by an address is not repeated. */
function olderLines({ name, issuer, issuedOn, expires }: OpenBadge2Facts, t: Translator): readonly Line[] {
  return [
    [t.text('verify.issuer'), issuer?.name ?? issuer?.url],
    [t.text('verify.issuerHost'), issuer?.name === undefined ? undefined : issuer.url],
    [t.text('verify.what'), name],
    [t.text('verify.since'), dayOf(issuedOn, t)],
    [t.text('verify.until'), dayOf(expires, t)],
  ];
}

/** Each criterion with the level that was reached, or the value (Open Badges 3.0, Result and ResultDescription). */
function levelLines(credential: JsonObject, t: Translator): readonly string[] {
  const { person, achievement } = subjectOf(credential);
  const descriptions = listOf(achievement.resultDescription).filter(isJsonObject);
  const lines = listOf(person.result)
    .filter(isJsonObject)
    .flatMap(({ resultDescription, achievedLevel, value }) => {
      const description = descriptions.find(({ id }) => id !== undefined && id === resultDescription);
      const levels = listOf(description?.rubricCriterionLevel).filter(isJsonObject);
      const level = levels.find(({ id }) => id !== undefined && id === achievedLevel);
      const reached = textOf(level?.name) ?? textOf(value);
      return reached === undefined
        ? []
        : [`    ${plain(textOf(description?.name) ?? t.text('verify.result'))}: ${plain(reached)}`];
    });
  return lines.length === 0 ? [] : [`  ${t.text('verify.shownTitle')}:`, ...lines];
}

/** Of a large record what is wrong or stayed open comes first. */
const MOST_PARTS = 50;
const FIRST = { invalid: 0, indeterminate: 1, valid: 2 } as const;
const LOOKS = {
  valid: ['+', 'verify.partPass'],
  invalid: ['x', 'verify.partFail'],
  indeterminate: ['?', 'verify.partUnknown'],
} as const;

/** The credentials and endorsements inside, each with its own verdict. */
export function partLines({ parts = [] }: VerificationReport, t: Translator): readonly string[] {
  return (['credential', 'endorsement'] as const).flatMap((role) => {
    const of = parts.filter((part) => part.role === role);
    if (of.length === 0) return [];
    const shown = of.toSorted((one, other) => FIRST[one.outcome] - FIRST[other.outcome]).slice(0, MOST_PARTS);
    const left = of.length - shown.length;
    return [
      '',
      t.text(role === 'credential' ? 'verify.insideTitle' : 'verify.endorsementsTitle'),
      ...shown.map((part) => partLine(part, t)),
      ...(left > 0 ? [`  ${t.text('verify.moreParts', { count: left })}`] : []),
    ];
  });
}

function partLine({ outcome, credential = {}, pointer }: PartReport, t: Translator): string {
  const { achievement } = subjectOf(credential);
  const [sign, word] = LOOKS[outcome];
  const name = textOf(achievement.name) ?? textOf(credential.name) ?? t.text('verify.unnamedPart');
  return `  ${sign} ${plain(name)} (${plain(issuerIdOf(credential) ?? '')}): ${t.text(word)} ${plain(pointer)}`;
}

/** Whose key was checked, as the check itself says; what the document says of it is only a claim. */
export function signerIdOf({ checks }: VerificationReport): string | undefined {
  const found = checks.find(({ check, outcome }) => check === 'issuer_key' && outcome === 'pass');
  const { issuer } = found?.detail ?? {};
  return typeof issuer === 'string' ? issuer : undefined;
}

function subjectOf({ credentialSubject }: JsonObject): { person: JsonObject; achievement: JsonObject } {
  const [subject] = listOf(credentialSubject);
  const person = isJsonObject(subject) ? subject : {};
  return { person, achievement: isJsonObject(person.achievement) ? person.achievement : {} };
}

/** A text, or the first of several in different languages. */
function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const [first] = isJsonArray(value) ? value : [value];
  if (typeof first === 'string') return first;
  const tagged = isJsonObject(first) ? first['@value'] : undefined;
  return typeof tagged === 'string' ? tagged : undefined;
}

function dayOf(value: JsonValue | undefined, t: Translator): string | undefined {
  return typeof value === 'string' ? t.day(value) : undefined;
}
