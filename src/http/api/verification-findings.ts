// Verifies everything that one request asks about: a few at a time, answered in order, each with a report of its own or
// with why there was nothing to report on.
import { Problem } from '../../kernel/problem.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import { toldCode } from '../told-code.ts';
import type { NothingCode } from '../told-code.ts';
import type { Asking, Subject } from './verification-request.ts';

/** As many of one request as are under way at the same time. */
const AT_ONCE = 8;

export type Found = { readonly report: VerificationReport } | { readonly problem: Problem };

/** Connections of callers are kept for a minute; what was not begun by then is told so. */
export const TIME_FOR_ALL = 40_000;

/**
 * What one thing cannot be answered with stands in its place; only what is our own mistake is thrown.
 * @param time aborted when nothing more may be begun
 */
export async function findingsOf(
  { subjects, asked }: Asking,
  verify: VerifySubject,
  time: AbortSignal,
): Promise<readonly Found[]> {
  const findings: Found[] = [];
  const waiting = subjects.entries();
  const work = async (): Promise<void> => {
    for (const [at, subject] of waiting) {
      findings[at] = time.aborted ? { problem: outOfTime() } : await find(subject, { ...asked, signal: time }, verify);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, subjects.length) }, work));
  return findings;
}

async function find(subject: Subject, asked: Asking['asked'], verify: VerifySubject): Promise<Found> {
  if ('unbound' in subject) return { report: verify.unbound(subject.unbound) };
  const { recipient } = subject;
  const wanted = recipient === undefined ? asked : { ...asked, recipient };
  try {
    if ('input' in subject) return { report: await verify.given(subject.input, wanted) };
    const found = await verify.url(subject.url, wanted);
    return found.ok
      ? { report: found.report }
      : { problem: nothingAt(subject.pointer, toldCode(subject.url, found.code)) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error };
    throw error;
  }
}

function outOfTime(): Problem {
  const detail = 'The others took too long, so this one was not begun. Ask for fewer at once.';
  return new Problem('unavailable', { code: 'out_of_time', detail, retryAfterSeconds: 1 });
}

const reasons: Readonly<Record<NothingCode, string>> = {
  not_found: 'There is nothing at this URL.',
  no_credential: 'At this URL is a page, and it links to no credential.',
  unreachable: 'The host of this URL could not be reached, or did not answer as expected.',
  redirect_refused: 'This URL leads on to another host, or leads on too often.',
  response_too_large: 'What lies at this URL is larger than a credential may be.',
  timeout: 'The host of this URL took too long to answer.',
  tls: 'The host of this URL could not prove its name.',
  host_forbidden: 'Only https addresses of public hosts are visited.',
  unsupported: 'This is not the address of a document that could be fetched.',
};

function nothingAt(pointer: string, code: NothingCode): Problem {
  const detail = reasons[code];
  return new Problem('nothing-to-verify', { code, detail, errors: [{ pointer, code, detail }] });
}
