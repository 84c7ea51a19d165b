// `waymark verify FILE|URL|-`: the same report as the API gives, on the command line. Exit code 0 valid, 1 invalid,
// 2 could not be established, 3 nothing was verified because the call or a file it names cannot be used.
import { readFileSync } from 'node:fs';
import type { Translator } from '../../platform/messages/translator.ts';
import { reportInWords } from '../../verification/report-in-words.ts';
import type { Outcome, VerificationReport } from '../../verification/report.ts';
import type { Asked } from '../../verification/verify-credential.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import { verifyArguments } from './arguments.ts';
import type { VerifyArguments } from './arguments.ts';
import { CannotBegin } from './cannot-begin.ts';
import { packInWords, reportLines } from './report-lines.ts';
import { openVerifier } from './verifier.ts';
import type { UsedPack, VerifierPorts } from './verifier.ts';

/** Where the command reads and writes, and what a test replaces. */
export interface VerifyTerminal extends VerifierPorts {
  readonly t: Translator;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly standardInput?: () => Uint8Array;
}

const exitCodes: Readonly<Record<Outcome, number>> = { valid: 0, invalid: 1, indeterminate: 2 };
const NOTHING_VERIFIED = 3;
const STANDARD_INPUT = 0;

/** The exit code. */
export async function verifyCommand(words: readonly string[], terminal: VerifyTerminal): Promise<number> {
  const { t, err } = terminal;
  const asked = verifyArguments(words);
  if (asked === undefined) {
    err(t.text('verifyCommand.usage'));
    return NOTHING_VERIFIED;
  }
  try {
    return await verifyAsked(asked, terminal);
  } catch (error) {
    if (!(error instanceof CannotBegin)) throw error;
    err(t.text(`verifyCommand.${error.reason}`, error.values));
    return NOTHING_VERIFIED;
  }
}

async function verifyAsked(asked: VerifyArguments, terminal: VerifyTerminal): Promise<number> {
  const verifier = await openVerifier(asked, terminal);
  try {
    const found = await reportOn(asked, verifier.verify, terminal);
    if (found.ok) tell(found.report, asked, verifier.pack, terminal);
    else tellUnread(found.code, asked, terminal);
    return found.ok ? exitCodes[found.report.outcome] : exitCodes.indeterminate;
  } finally {
    await verifier.close();
  }
}

async function reportOn(
  { subject, email }: VerifyArguments,
  verify: VerifySubject,
  terminal: VerifyTerminal,
): ReturnType<VerifySubject['url']> {
  const about: Asked =
    email === undefined ? {} : { recipient: { identifier: email, identityType: 'emailAddress' as const } };
  if (/^https?:\/\//i.test(subject)) return verify.url(subject, about);
  return { ok: true, report: await verify.given(bytesOf(subject, terminal), about), readFrom: subject };
}

function bytesOf(subject: string, { standardInput }: VerifyTerminal): Uint8Array {
  try {
    if (subject !== '-') return readFileSync(subject);
    return standardInput?.() ?? readFileSync(STANDARD_INPUT);
  } catch {
    throw new CannotBegin('fileUnreadable', { file: subject });
  }
}

function tell(
  report: VerificationReport,
  { json }: VerifyArguments,
  pack: UsedPack | undefined,
  { t, out, err }: VerifyTerminal,
): void {
  const aboutPack = pack === undefined ? [] : packInWords(pack, t);
  if (!json) {
    out(reportLines(report, aboutPack, t).join('\n'));
    return;
  }
  out(JSON.stringify(reportInWords(report, t), undefined, 2));
  for (const line of aboutPack) err(line);
}

/** The URL gave nothing to report on: that is not the fault of any badge. */
function tellUnread(code: string, { subject, json }: VerifyArguments, { t, out, err }: VerifyTerminal): void {
  err(t.text('verifyCommand.urlUnread', { url: subject, reason: code }));
  if (json) out(JSON.stringify({ outcome: 'indeterminate', code }, undefined, 2));
}
