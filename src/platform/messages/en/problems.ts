// Each problem type explained: what happened and what the caller can do. The titles stand in the table of problems.
import type { ProblemSlug } from '../../../kernel/problem.ts';
import { problems } from '../../../kernel/problem.ts';
import type { ProblemText } from '../problem-texts.ts';

type Explained = Omit<ProblemText, 'title'>;

const texts: Readonly<Record<ProblemSlug, Explained>> = {
  'malformed-json': {
    explains:
      'The body is not JSON that can be read without doubt: it is cut off, holds the same key twice, or is not valid UTF-8.',
    toDo: 'Send one JSON object in UTF-8, each key once. The error says where reading stopped.',
  },
  'malformed-multipart': {
    explains: 'The body says that it is multipart/form-data, but its parts cannot be told apart.',
    toDo: 'Let your HTTP client build the body and its boundary, and send each part in full.',
  },
  'validation-failed': {
    explains:
      'The body was read, but its fields are not as the schema asks. Unknown fields are refused, and no value is converted.',
    toDo: 'Correct every place that “errors” points to. The schema stands in the API documentation.',
  },
  unauthenticated: {
    explains: 'The operation needs a key, and the request carried none, or one that is unknown, expired or withdrawn.',
    toDo: 'Send a valid key in the Authorization header, as “Bearer” and the key.',
  },
  forbidden: {
    explains: 'You may see this, but your key or role does not allow what you asked for.',
    toDo: 'Use a key with the scope that the operation names, or ask an administrator of the institution.',
  },
  'not-found': {
    explains:
      'There is nothing at this address, or it is not visible to you. Both are answered alike, so that nobody can find out what exists.',
    toDo: 'Check the address, and that your key belongs to the institution in question.',
  },
  'request-timeout': {
    explains: 'The request did not arrive in full within the time allowed.',
    toDo: 'Send it again. On a slow line, send large files one by one.',
  },
  conflict: {
    explains:
      'The request is sound, but what it wants does not fit the present state. The code says which rule stood in the way.',
    toDo: 'Read the resource again and decide from its present state.',
  },
  'stale-version': {
    explains: 'Somebody changed the resource after you read it, so your change was not made.',
    toDo: 'Read it again, look at what changed, and send your change with the new ETag in If-Match.',
  },
  'payload-too-large': {
    explains: 'The body is larger than this operation accepts.',
    toDo: 'Send less at once. The limit of each operation stands in the API documentation.',
  },
  'unsupported-media-type': {
    explains:
      'The body, or a file in it, is of a type that is not accepted here. The type of a file is told by its content, not by its name.',
    toDo: 'Send one of the types that the operation or the evidence requirement lists.',
  },
  'rule-broken': {
    explains: 'Every field is well formed, but together they break a rule.',
    toDo: 'Read the detail: it names the rule and the place.',
  },
  'nothing-to-verify': {
    explains:
      'The link was followed, and no credential could be read there. The code says why: nothing there, a page without a credential, no answer, or an address that is not visited.',
    toDo: 'Open the link yourself, or send the credential as a file. If the host did not answer, try again later.',
  },
  'lint-failed': {
    explains: 'The credential was prepared, but it would not pass verification, so it was not signed.',
    toDo: 'Correct what “errors” points to; each code is one of the checks that verification runs.',
  },
  'unsafe-svg': {
    explains: 'The SVG image holds script, outside references or other things that are not safe to show.',
    toDo: 'Export it as a plain drawing, or send a PNG.',
  },
  'image-too-large': {
    explains: 'The image has more pixels than we decode.',
    toDo: 'Make it smaller; for a badge, 1000 by 1000 is plenty.',
  },
  'idempotency-mismatch': {
    explains: 'The Idempotency-Key was used before with another request, so we cannot tell which one you mean.',
    toDo: 'Use a new key for each new request, and the same key only to repeat the same one.',
  },
  'version-required': {
    explains:
      'The operation changes something that others may change too, and the request does not say which version it means.',
    toDo: 'Send the ETag that you read in the If-Match header.',
  },
  'rate-limited': {
    explains: 'More requests came than we answer in this time.',
    toDo: 'Wait as many seconds as the Retry-After header says.',
  },
  internal: {
    explains:
      'Something failed that should not have. It was recorded; nothing about it depends on your request being wrong.',
    toDo: 'Try again. If it happens again, report the reference number in the answer.',
  },
  'signing-failed': {
    explains: 'The credential is ready, but its signature could not be made just now. Nothing was lost.',
    toDo: 'Repeat the request with the same Idempotency-Key; the same credential will be signed.',
  },
  'key-unavailable': {
    explains: 'The key that has to sign could not be reached.',
    toDo: 'Try again later. An operator can look at the state of the keys.',
  },
  unavailable: {
    explains: 'The service is starting, stopping, or waiting for its database.',
    toDo: 'Try again after the seconds that the Retry-After header says.',
  },
};

function titled(slug: ProblemSlug, explained: Explained): ProblemText {
  return { title: problems[slug].title, ...explained };
}

export const problemTexts = Object.fromEntries(
  (Object.keys(texts) as ProblemSlug[]).map((slug) => [slug, titled(slug, texts[slug])]),
) as Readonly<Record<ProblemSlug, ProblemText>>;
