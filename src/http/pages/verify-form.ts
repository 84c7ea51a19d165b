// The form by which anyone verifies a badge: its link, or the badge itself. It works without script.
import type { Translator } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { pageLink } from './layout.ts';
import type { PageView } from './views.ts';

export interface VerifyFormOptions {
  readonly url?: string;
  readonly error?: string;
  /** Leave the box for the whole badge out, as on the first page. */
  readonly linkOnly?: boolean;
}

/** Posts `url` and `credential`, urlencoded, to `/verify`. */
export function verifyForm(view: PageView, t: Translator, options: VerifyFormOptions = {}): Html {
  const { error } = options;
  return html`<form class="ask card" method="post" action="${pageLink(view, '/verify')}">
    ${
      error !== undefined &&
      html`<div class="note wrong" role="alert" id="form-error">
        <p><strong>${t.text('verify.formErrorTitle')}.</strong> ${error}</p>
      </div>`
    }
    <label for="url">${t.text('verify.linkLabel')}</label>
    <p class="soft" id="url-hint">${t.text('verify.linkHint')}</p>
    <input
      id="url"
      name="url"
      type="text"
      inputmode="url"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="url-hint${error === undefined ? '' : ' form-error'}"
      value="${options.url}"
    />
    ${options.linkOnly !== true && pasteBox(t)}
    <button class="main">${t.text('verify.submit')}</button>
  </form>`;
}

function pasteBox(t: Translator): Html {
  return html`<p class="or" aria-hidden="true"><span>${t.text('verify.or')}</span></p>
    <label for="credential">${t.text('verify.pasteLabel')}</label>
    <p class="soft" id="paste-hint">${t.text('verify.pasteHint')}</p>
    <textarea
      id="credential"
      name="credential"
      rows="5"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="paste-hint"
    ></textarea>`;
}
