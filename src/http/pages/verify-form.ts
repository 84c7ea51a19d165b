// The form by which anyone verifies a badge: its link, a file or picture of it, or its text. It works without script.
import type { Translator } from '../../platform/messages/translator.ts';
import type { Slip } from './credential-views.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { pageLink } from './layout.ts';
import type { PageView } from './views.ts';

export interface VerifyFormOptions {
  readonly url?: string;
  readonly slip?: Slip;
  /** Only the link, as on the first page. */
  readonly linkOnly?: boolean;
  /** Offer to keep the report under a link. */
  readonly canShare?: boolean;
}

/** Named one by one for phones, which then offer camera, pictures and files, and turn their photos into JPEG. */
const FILES =
  'application/json,application/ld+json,application/vc,.json,.jsonld,.jwt,.txt,image/png,image/svg+xml,image/jpeg,image/webp';

/** Posts `url`, `file`, `credential`, `recipient` and `share` to `/verify`. */
export function verifyForm(view: PageView, t: Translator, options: VerifyFormOptions = {}): Html {
  const { slip, linkOnly = false } = options;
  const action = pageLink(view, '/verify');
  const fields = html`${slip !== undefined && slipNote(slip, t)} ${linkField(t, options)}
    ${!linkOnly && otherWays(t, options.canShare === true)} <button class="main">${t.text('verify.submit')}</button>`;
  // The browser would refuse an address without https:// in words of its own; the answer here is better.
  return linkOnly
    ? html`<form class="ask card" method="post" action="${action}" novalidate>${fields}</form>`
    : html`<form class="ask card" method="post" action="${action}" enctype="multipart/form-data" novalidate>
        ${fields}
      </form>`;
}

/** Nothing was established to be wrong, so this is never red. */
function slipNote(slip: Slip, t: Translator): Html {
  return html`<div class="note unsure" role="alert" id="form-error">
    <p><strong>${t.text(`verify.${slip}`)}</strong> ${t.text(`verify.${slip}Next`)}</p>
  </div>`;
}

function linkField(t: Translator, { url, slip }: VerifyFormOptions): Html {
  return html`<label for="url">${t.text('verify.linkLabel')}</label>
    <p class="soft" id="url-hint">${t.text('verify.linkHint')}</p>
    <input
      id="url"
      name="url"
      type="url"
      maxlength="2048"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="url-hint${slip === undefined ? '' : ' form-error'}"
      value="${url}"
    />`;
}

function otherWays(t: Translator, canShare: boolean): Html {
  return html`<p class="or" aria-hidden="true"><span>${t.text('verify.or')}</span></p>
    <label for="file">${t.text('verify.fileLabel')}</label>
    <p class="soft" id="file-hint">${t.text('verify.fileHint')}</p>
    <input id="file" name="file" type="file" accept="${FILES}" aria-describedby="file-hint" />
    <details class="fold">
      <summary>${t.text('verify.pasteFold')}</summary>
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
      ></textarea>
    </details>
    <details class="fold">
      <summary>${t.text('verify.recipientFold')}</summary>
      <label for="recipient">${t.text('verify.recipientLabel')}</label>
      <p class="soft" id="recipient-hint">${t.text('verify.recipientHint')}</p>
      <input
        id="recipient"
        name="recipient"
        type="email"
        maxlength="320"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        aria-describedby="recipient-hint"
      />
    </details>
    ${
      canShare &&
      html`<p class="tick">
        <input id="share" name="share" type="checkbox" value="1" /><label for="share"
          >${t.text('verify.shareTick')}</label
        >
      </p>`
    }`;
}
