// From what a person gave to a report: a link, a file, a photo of a QR code, or text that may be either. Whatever cannot
// be verified at all is told as a slip, which is never a judgement on a badge.
import type { KnownRecipient } from '../../standards/checks/recipient.ts';
import { Problem } from '../../kernel/problem.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { Asked } from '../../verification/verify-credential.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import { toldCode } from '../told-code.ts';
import type { NothingCode } from '../told-code.ts';
import type { Slip } from './credential-views.ts';
import type { VerifyRequest } from './verify-request.ts';

export type VerifyAnswer = {
  /** The link that was given, or read from a code. */
  readonly url?: string;
  /** The text that was judged, when it came as text. */
  readonly text?: string;
} & ({ readonly report: VerificationReport } | { readonly slip: Slip });

export interface VerifyInputNeeds {
  readonly verify: VerifySubject;
  /** The text of a QR code in a picture; undefined without one. @throws Problem for what is no picture */
  readonly readQr: (bytes: Uint8Array) => Promise<string | undefined>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Counts a link that is about to be asked. @throws Problem rate-limited */
  readonly countLink: () => Promise<void>;
}

/** A file goes before text, and text before a link. @throws Problem unavailable, image-too-large */
export async function verifyInput(request: VerifyRequest, needs: VerifyInputNeeds): Promise<VerifyAnswer> {
  const { url, text, file } = request;
  const recipient = recipientOf(request.recipient);
  const asked: Asked = { signal: needs.signal, ...(recipient !== undefined && { recipient }) };
  if (file !== undefined) return verifyFile(file, asked, needs);
  const given = text === '' ? url : text;
  if (given === '') return { slip: 'nothingGiven' };
  // Each is easily put into the other box.
  if (isCredentialText(given) || (text !== '' && linkOf(text) === undefined)) {
    return { report: await needs.verify.given(given, asked), text: given };
  }
  return verifyLink(given, asked, needs);
}

function recipientOf(known: string): KnownRecipient | undefined {
  if (known === '') return undefined;
  return known.startsWith('did:') ? { id: known } : { identifier: known, identityType: 'emailAddress' };
}

async function verifyFile(file: Uint8Array, asked: Asked, needs: VerifyInputNeeds): Promise<VerifyAnswer> {
  const picture = pictureKind(file);
  if (picture === 'photo') return verifyPhoto(file, asked, needs);
  const text = picture === undefined ? textOf(file) : undefined;
  if (text !== undefined && linkOf(text) !== undefined) return verifyLink(text, asked, needs);
  const report = await needs.verify.given(file, asked);
  const isBare = report.checks.some(({ check, code }) => check === 'parse' && code === 'no_badge_data');
  // Only a picture without a badge inside is searched: a code beside a badge must not speak for it.
  if (picture === 'png' && isBare) return verifyPhoto(file, asked, needs);
  return { report, ...(text !== undefined && { text }) };
}

async function verifyPhoto(file: Uint8Array, asked: Asked, needs: VerifyInputNeeds): Promise<VerifyAnswer> {
  const code = (await codeIn(file, needs))?.trim();
  if (code === undefined || code === '') return { slip: 'noCode' };
  if (isCredentialText(code)) return { report: await needs.verify.given(code, asked), text: code };
  return linkOf(code) === undefined ? { slip: 'codeNoBadge' } : verifyLink(code, asked, needs);
}

async function codeIn(file: Uint8Array, { readQr }: VerifyInputNeeds): Promise<string | undefined> {
  try {
    return await readQr(file);
  } catch (error) {
    if (error instanceof Problem && error.slug === 'unsupported-media-type') return undefined;
    throw error;
  }
}

async function verifyLink(given: string, asked: Asked, { verify, countLink }: VerifyInputNeeds): Promise<VerifyAnswer> {
  const url = linkOf(given);
  if (url === undefined) return { slip: 'notALink', url: given };
  await countLink();
  let found = await verify.url(url, asked);
  // Nobody is asked over an open line; most who write http:// today mean a site that answers over a closed one.
  if (!found.ok && found.code === 'unsupported' && /^http:/i.test(url)) {
    found = await verify.url(url.replace(/^http:/i, 'https:'), asked);
  }
  return found.ok ? { report: found.report, url } : { slip: slips[toldCode(url, found.code)], url };
}

const slips: Readonly<Record<NothingCode, Slip>> = {
  not_found: 'linkNotFound',
  no_credential: 'linkNoBadge',
  unreachable: 'linkUnreachable',
  redirect_refused: 'linkRedirect',
  response_too_large: 'linkTooLarge',
  timeout: 'linkTimeout',
  tls: 'linkInsecure',
  host_forbidden: 'linkForbidden',
  unsupported: 'linkForbidden',
};

/** The address in a text that is nothing else, with the scheme that people leave out. */
function linkOf(text: string): string | undefined {
  if (text.length > 2_048 || /\s/.test(text)) return undefined;
  const url = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?([/?#]|$)/i.test(text) ? `https://${text}` : text;
  return /^https?:\/\/./i.test(url) && URL.canParse(url) ? url : undefined;
}

/** JSON, or a compact JWT, whose header begins with `{"` in base64url. */
function isCredentialText(text: string): boolean {
  return text.startsWith('{') || /^eyJ[\w-]+\.[\w-]+\./.test(text);
}

/** By its first bytes: what can hold a badge as it is, and what can only show one. */
function pictureKind(bytes: Uint8Array): 'png' | 'photo' | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (start.startsWith('\x89PNG')) return 'png';
  const isPhoto = start.startsWith('\xff\xd8\xff') || /^RIFF....WEBP/s.test(start) || /^....ftyp/s.test(start);
  return isPhoto || start.startsWith('GIF8') ? 'photo' : undefined;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
    return text.startsWith('<') ? undefined : text;
  } catch {
    return undefined;
  }
}
