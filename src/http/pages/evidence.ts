// The evidence that a badge names: what it is, how large, and the digest by which the very same file is known again.
import type { Translator } from '../../platform/messages/translator.ts';
import { claimed } from './claimed.ts';
import type { Html } from './html.ts';
import { html, raw } from './html.ts';
import { outsideLink } from './layout.ts';
import type { EvidenceKind, EvidenceView } from './views.ts';

const SHAPES: Readonly<Record<EvidenceKind, string>> = {
  text: '<path d="M5 5h14M5 10h14M5 15h9"/>',
  file: '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
  link: '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
  structured: '<path d="M4 6h16v12H4zM4 12h16M10 6v12"/>',
};

export function evidenceList(t: Translator, evidence: readonly EvidenceView[]): Html {
  return html`<ul class="evidence">
    ${evidence.map((item) => evidenceItem(t, item))}
  </ul>`;
}

function evidenceItem(t: Translator, item: EvidenceView): Html {
  const facts = [
    item.kind === undefined ? undefined : t.text(`badge.${item.kind}`),
    item.mediaType === undefined ? undefined : shortType(item.mediaType),
    item.sizeBytes === undefined ? undefined : t.size(item.sizeBytes),
  ].filter((fact) => fact !== undefined);
  return html`<li>
    ${icon(item.kind ?? 'file')}
    <div>
      <p class="name">${claimed(item.name)}</p>
      ${item.description !== undefined && html`<p dir="auto">${item.description}</p>`}
      <p class="soft">
        ${facts.join(' · ')}${item.url !== undefined && html` ${outsideLink(t, item.url, t.text('badge.openEvidence'))}`}
      </p>
      ${item.digest !== undefined && html`<p class="soft digest">${t.text('badge.digest')} <code title="${item.digest}">${shortDigest(item.digest)}</code></p>`}
    </div>
  </li>`;
}

function icon(kind: EvidenceKind): Html {
  return raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[kind]}</svg>`);
}

/** The first and the last eight characters: enough to compare by eye; the whole stands in the signed document. */
function shortDigest(digest: string): string {
  return digest.length <= 20 ? digest : `${digest.slice(0, 8)}…${digest.slice(-8)}`;
}

const KNOWN_TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'video/mp4': 'MP4',
  'text/plain': 'TXT',
  'text/csv': 'CSV',
  'application/json': 'JSON',
};

/** A media type as people call it, where they do. */
export function shortType(mediaType: string): string {
  return Object.hasOwn(KNOWN_TYPES, mediaType) ? (KNOWN_TYPES[mediaType] ?? mediaType) : mediaType;
}
