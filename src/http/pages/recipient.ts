// Whom a badge is about: a name where the document has one, a DID, or a person behind a protected identifier.
import type { Translator } from '../../platform/messages/translator.ts';
import type { SubjectView } from './credential-views.ts';
import { claimed } from './claimed.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

export function recipient(subject: SubjectView, t: Translator): Html {
  if (subject.name !== undefined) return html`<strong>${claimed(subject.name)}</strong>`;
  if (subject.id !== undefined) return html`<code>${subject.id}</code>`;
  if (subject.hashedIdentity === true) return html`${t.text('verify.aboutHashed')}`;
  return html`${t.text(subject.inTheClear === true ? 'verify.aboutAddress' : 'verify.aboutNobody')}`;
}
