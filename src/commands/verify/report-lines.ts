// A report as people read it in a terminal: the verdict, then who, what and until when, then every check in a sentence.
// What stands in a stranger's badge is shown as text only: nothing in it may move the cursor or reorder the line.
import { isJsonArray, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { plainLine as plain } from '../../kernel/plain-text.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import type { CheckResult } from '../../standards/checks/check-result.ts';
import { issuerIdOf } from '../../standards/checks/issuer-key.ts';
import { parseDid } from '../../standards/did.ts';
import { kindWord } from '../../verification/report-in-words.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { UsedPack } from './verifier.ts';

/** From this age on a document is told with the moment at which it was read. */
const OLD_SECONDS = 60;

const signs: Readonly<Record<CheckResult['outcome'], string>> = {
  pass: '+',
  fail: 'x',
  unknown: '?',
  not_applicable: '-',
  not_evaluated: '-',
};

/** @param about said right after the verdict */
export function reportLines(report: VerificationReport, about: readonly string[], t: Translator): readonly string[] {
  const { outcome, checks, warnings, credential, verifiedAt } = report;
  const kind = kindWord(report);
  return [
    t.text(`verify.${outcome}Title`, { kind }),
    lead(report, t),
    ...about,
    ...(credential === undefined ? [] : ['', ...claimLines(report, credential, t)]),
    '',
    ...checks.filter(({ outcome: found }) => found !== 'not_evaluated').map((check) => checkLine(check, verifiedAt, t)),
    // The same advice for several findings is given once.
    ...new Set(checks.filter(({ outcome: found }) => isOpen(found)).flatMap((check) => next(check, t))),
    ...(warnings.length === 0 ? [] : [`${t.text('verifyCommand.passedOver')}: ${warnings.map(plain).join(', ')}`]),
    t.text('verifyCommand.verifiedAt', { moment: t.moment(verifiedAt) }),
  ];
}

/** Under which host it was signed, where its issuer has one: names are what anybody may claim. */
function lead(report: VerificationReport, t: Translator): string {
  const { outcome, kind } = report;
  if (outcome !== 'valid') return t.text(`verify.${outcome}Lead`);
  if (kind === 'presentation') return t.text('verify.validLeadFolder');
  const issuerId = signerIdOf(report) ?? '';
  const did = parseDid(issuerId);
  const host = did.ok && did.did.method === 'web' ? did.did.host : URL.canParse(issuerId) ? new URL(issuerId).host : '';
  return host === '' ? t.text('verify.validLeadKey') : t.text('verify.validLead', { host });
}

/** Whose key was checked, as the check itself says; what the document says of it is only a claim. */
function signerIdOf({ checks }: VerificationReport): string | undefined {
  const found = checks.find(({ check, outcome }) => check === 'issuer_key' && outcome === 'pass');
  const { issuer } = found?.detail ?? {};
  return typeof issuer === 'string' ? issuer : undefined;
}

/** Which pack was used, how old it is, and whose it is. */
export function packInWords(pack: UsedPack, t: Translator): readonly string[] {
  const { origin, madeAt, signedBy, isKeyExpected, differingContexts } = pack;
  return [
    t.text('verifyCommand.fromPack', { origin: plain(origin), moment: t.moment(madeAt.toISOString()) }),
    t.text(isKeyExpected ? 'verifyCommand.packKeyIsYours' : 'verifyCommand.packKeyIsAny', { key: signedBy }),
    ...differingContexts.map((url) => t.text('verifyCommand.packContextDiffers', { url: plain(url) })),
  ];
}

function claimLines(report: VerificationReport, credential: JsonObject, t: Translator): readonly string[] {
  const { credentialSubject, validFrom, issuanceDate, validUntil, expirationDate, issuer } = credential;
  const [subject] = isJsonArray(credentialSubject) ? credentialSubject : [credentialSubject];
  const person = isJsonObject(subject) ? subject : {};
  const achievement = isJsonObject(person.achievement) ? person.achievement : {};
  // Whoever shows a presentation issues nothing: it is told by the identifier whose key was checked, or not at all.
  const isShown = report.kind === 'presentation';
  const issuerId = isShown ? signerIdOf(report) : issuerIdOf(credential);
  const issuerName = !isShown && isJsonObject(issuer) ? textOf(issuer.name) : undefined;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [t.text(isShown ? 'verify.shownBy' : 'verify.issuer'), issuerName ?? issuerId],
    [t.text('verify.issuerHost'), issuerName === undefined ? undefined : issuerId],
    [t.text('verify.what'), textOf(achievement.name) ?? textOf(credential.name)],
    [t.text('verify.about'), textOf(person.name) ?? textOf(person.id)],
    [t.text('verify.since'), dayOf(validFrom ?? issuanceDate, t)],
    [t.text('verify.until'), dayOf(validUntil ?? expirationDate, t)],
  ];
  return [
    t.text(report.outcome === 'valid' ? 'verify.saysTitle' : 'verify.claimsTitle'),
    ...lines.flatMap(([label, value]) => (value === undefined ? [] : [`  ${label}: ${plain(value)}`])),
  ];
}

function isOpen(outcome: CheckResult['outcome']): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}

function checkLine(
  { check, outcome, code, pointer, detail = {} }: CheckResult,
  verifiedAt: string,
  t: Translator,
): string {
  const { name, says } = t.check(check, outcome, code);
  const { ageSeconds } = detail;
  const asOf =
    typeof ageSeconds === 'number' && ageSeconds >= OLD_SECONDS
      ? ` (${t.text('verifyCommand.asOf', { moment: t.moment(new Date(Date.parse(verifiedAt) - ageSeconds * 1000).toISOString()) })})`
      : '';
  return `${signs[outcome]} ${name}: ${says}${asOf} [${check}:${code}]${pointer === undefined ? '' : ` ${plain(pointer)}`}`;
}

function next({ check, outcome, code }: CheckResult, t: Translator): readonly string[] {
  const found = t.check(check, outcome, code);
  return found.next === undefined ? [] : [`> ${found.next}`];
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
