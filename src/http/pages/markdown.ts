// Criteria narratives are Markdown (Open Badges 3.0 §B.5.6). This is the small part of it that prose needs: paragraphs,
// lists, emphasis, code and links. Everything else stays text. Time grows with the length of the text, not faster.
import type { Html } from './html.ts';
import { html } from './html.ts';

/** No narrative on a page is longer; the rest is cut and marked with an ellipsis. */
const MOST_CHARACTERS = 20_000;

/** Markdown from a document as safe markup. Headings become bold paragraphs, so the outline of the page stays ours. */
export function markdown(text: string): Html {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return html`${blocksOf(cut.replaceAll('\r\n', '\n')).map(renderBlock)}`;
}

interface Block {
  readonly kind: 'p' | 'ul' | 'ol' | 'heading';
  readonly lines: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split('\n')) {
    const { kind, content } = lineOf(line);
    if (kind === 'blank') {
      open = undefined;
    } else if (kind === 'p' && open !== undefined && open.kind !== 'heading') {
      // A line that begins nothing goes on with what is open: a paragraph, or the last entry of a list.
      open.lines.push(`${open.kind === 'p' ? '' : (open.lines.pop() ?? '') + ' '}${content}`);
    } else if (open?.kind === kind && kind !== 'heading') {
      open.lines.push(content);
    } else {
      open = { kind, lines: [content] };
      blocks.push(open);
    }
  }
  return blocks;
}

function lineOf(line: string): { kind: Block['kind'] | 'blank'; content: string } {
  const content = line.trim();
  if (content === '') return { kind: 'blank', content };
  const mark = /^(?:([-*+])|(\d{1,3}[.)])|(#{1,6}))\s/.exec(content);
  if (mark === null) return { kind: 'p', content };
  const rest = content.slice(mark[0].length).trim();
  if (mark[1] !== undefined) return { kind: 'ul', content: rest };
  return mark[2] === undefined ? { kind: 'heading', content: rest } : { kind: 'ol', content: rest };
}

function renderBlock(block: Block): Html {
  if (block.kind === 'ul')
    return html`<ul>
      ${block.lines.map(renderItem)}
    </ul>`;
  if (block.kind === 'ol')
    return html`<ol>
      ${block.lines.map(renderItem)}
    </ol>`;
  const content = renderInline(block.lines.join('\n'));
  return block.kind === 'heading' ? html`<p><strong>${content}</strong></p>` : html`<p>${content}</p>`;
}

function renderItem(line: string): Html {
  return html`<li>${renderInline(line)}</li>`;
}

const DELIMITERS = ['**', '__', '*', '_', '`'] as const;

/** Emphasis, code and links of one stretch of text. `depth` bounds how deep emphasis may stand in emphasis. */
function renderInline(text: string, depth = 0): Html {
  const parts: Html[] = [];
  // What was looked for in vain once is not looked for again: keeps the whole pass linear.
  const missing = new Set<string>();
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = depth < 3 ? (linkAt(text, at, missing) ?? spanAt(text, at, depth, missing)) : undefined;
    if (found === undefined) {
      plain += text[at];
      at++;
      continue;
    }
    parts.push(html`${plain}`, found.content);
    plain = '';
    at = found.end;
  }
  return html`${[...parts, html`${plain}`]}`;
}

interface Found {
  readonly content: Html;
  readonly end: number;
}

function spanAt(text: string, at: number, depth: number, missing: Set<string>): Found | undefined {
  const mark = DELIMITERS.find((delimiter) => text.startsWith(delimiter, at));
  if (mark === undefined || missing.has(mark)) return undefined;
  // `snake_case` is a word, not emphasis.
  if (mark.startsWith('_') && /\w/.test(text[at - 1] ?? ' ')) return undefined;
  const from = at + mark.length;
  const to = text.indexOf(mark, from);
  if (to === -1) missing.add(mark);
  if (to <= from || /\s/.test(text[from] ?? ' ')) return undefined;
  const inner = text.slice(from, to);
  const end = to + mark.length;
  if (mark === '`') return { content: html`<code>${inner}</code>`, end };
  const content = renderInline(inner, depth + 1);
  return { content: mark.length === 2 ? html`<strong>${content}</strong>` : html`<em>${content}</em>`, end };
}

/** `[text](https://…)`; any other scheme stays text. */
function linkAt(text: string, at: number, missing: Set<string>): Found | undefined {
  if (text[at] !== '[' || missing.has('](')) return undefined;
  const middle = text.indexOf('](', at);
  if (middle === -1) missing.add('](');
  if (middle === -1 || text.slice(at + 1, middle).includes('[')) return undefined;
  const close = text.indexOf(')', middle);
  const address = close === -1 ? '' : text.slice(middle + 2, close);
  if (!/^https?:\/\/[^\s"<>]{1,2000}$/i.test(address)) return undefined;
  const label = text.slice(at + 1, middle);
  return { content: html`<a href="${address}" rel="nofollow noopener ugc">${label}</a>`, end: close + 1 };
}
