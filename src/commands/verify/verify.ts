// `waymark verify FILE|URL|-`: the same report as the API gives, on the command line. Exit code 0 valid, 1 invalid,
// 2 could not be established, 3 nothing was verified: the call, a file or a URL it names cannot be used, or the program
// failed. No other code is ever answered.
import { plainLine, visibleJson } from '../../kernel/plain-text.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { reportInWords } from '../../verification/report-in-words.ts';
import type { Outcome, VerificationReport } from '../../verification/report.ts';
import type { Asked } from '../../verification/verify-credential.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import { startFailure } from '../start-failure.ts';
import { verifyArguments } from './arguments.ts';
import type { VerifyArguments } from './arguments.ts';
import { CannotBegin } from './cannot-begin.ts';
import { packInWords, reportLines } from './report-lines.ts';
import { bytesOfDescriptor, bytesOfFile } from './read-file.ts';
import { withUnnamedKey } from './unnamed-key.ts';
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
    // What broke here says nothing about the badge.
    err(error instanceof CannotBegin ? reasonInWords(error, t) : startFailure(error, t));
    return NOTHING_VERIFIED;
  }
}

function reasonInWords({ reason, values }: CannotBegin, t: Translator): string {
  const shown = Object.entries(values).map(([name, value]) => [name, plainLine(value)]);
  return t.text(`verifyCommand.${reason}`, Object.fromEntries(shown));
}

async function verifyAsked(asked: VerifyArguments, terminal: VerifyTerminal): Promise<number> {
  const verifier = await openVerifier(asked, terminal);
  try {
    const found = await reportOn(asked, verifier.verify, terminal);
    if (!found.ok) throw new CannotBegin('urlUnread', { url: asked.subject, reason: found.code });
    const { pack } = verifier;
    const isEstablished = pack === undefined || pack.isKeyExpected;
    const report = isEstablished ? found.report : withUnnamedKey(found.report, verifier.wasPackRead());
    tell(report, asked, pack, terminal);
    return exitCodes[report.outcome];
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
  const bytes = bytesOf(subject, terminal);
  // Such as what a download leaves behind that failed.
  if (bytes.length === 0) throw new CannotBegin('nothingGiven', { file: subject });
  return { ok: true, report: await verify.given(bytes, about), readFrom: subject };
}

function bytesOf(subject: string, { standardInput }: VerifyTerminal): Uint8Array {
  if (subject !== '-') return bytesOfFile(subject);
  try {
    return standardInput?.() ?? bytesOfDescriptor(STANDARD_INPUT, subject);
  } catch (error) {
    throw error instanceof CannotBegin ? error : new CannotBegin('fileUnreadable', { file: subject });
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
  out(visibleJson({ ...reportInWords(report, t), ...(pack !== undefined && { pack: packFacts(pack) }) }));
  for (const line of aboutPack) err(line);
}

/** What a program has to know of the pack before it believes the report. */
function packFacts({ origin, madeAt, signedBy, isKeyExpected }: UsedPack): object {
  return { origin, madeAt: madeAt.toISOString(), signedBy, keyExpected: isKeyExpected };
}
