// A report as people read it in a terminal: the verdict, then who, what and until when, then every check in a sentence.
// What stands in a stranger's badge is shown as text only: nothing in it may move the cursor or reorder the line.
import { plainLine as plain } from '../../kernel/plain-text.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import type { CheckResult } from '../../standards/checks/check-result.ts';
import { parseDid } from '../../standards/did.ts';
import { kindWord, warningSays } from '../../verification/report-in-words.ts';
import type { VerificationReport } from '../../verification/report.ts';
import { claimLines, partLines, signerIdOf } from './claim-lines.ts';
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
  const { outcome, checks, warnings, verifiedAt } = report;
  const kind = kindWord(report);
  return [
    t.text(`verify.${outcome}Title`, { kind }),
    lead(report, t),
    ...about,
    ...claimLines(report, t),
    ...partLines(report, t),
    '',
    ...checks.filter(({ outcome: found }) => found !== 'not_evaluated').map((check) => checkLine(check, verifiedAt, t)),
    // The same advice for several findings is given once.
    ...new Set(checks.filter(({ outcome: found }) => isOpen(found)).flatMap((check) => next(check, t))),
    ...warnings.map((warning) => `! ${warningSays(warning, t)} [${plain(warning)}]`),
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

/** Which pack was used, how old it is, and whose it is. */
export function packInWords(pack: UsedPack, t: Translator): readonly string[] {
  const { origin, madeAt, signedBy, isKeyExpected, differingContexts } = pack;
  return [
    t.text('verifyCommand.fromPack', { origin: plain(origin), moment: t.moment(madeAt.toISOString()) }),
    t.text(isKeyExpected ? 'verifyCommand.packKeyIsYours' : 'verifyCommand.packKeyIsAny', { key: signedBy }),
    ...differingContexts.map((url) => t.text('verifyCommand.packContextDiffers', { url: plain(url) })),
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
