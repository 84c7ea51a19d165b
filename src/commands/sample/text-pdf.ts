// Writes plain text as a small, genuine PDF: the evidence files of the sample are real files made here.
// PDF 1.4 (the subset of ISO 32000-1 it needs): catalog, pages, one page after another, a standard font, text, xref table.

const PAGE = { width: 612, height: 792, margin: 72 } as const;
const TITLE = { size: 17, leading: 24 } as const;
const BODY = { size: 11, leading: 15, gap: 8 } as const;
/** Helvetica is on average about half as wide as it is high. */
const WIDTH_PER_SIZE = 0.52;

interface Line {
  readonly text: string;
  readonly size: number;
  /** Distance to the line above, in points. */
  readonly down: number;
}

/** A document of US letter pages. Text outside printable ASCII is replaced by `?`: the standard fonts have no more. */
export function textPdf(title: string, paragraphs: readonly string[]): Uint8Array {
  const lines = [
    ...wrapped(title, TITLE.size).map((text) => ({ text, size: TITLE.size, down: TITLE.leading })),
    ...paragraphs.flatMap((paragraph) =>
      wrapped(paragraph, BODY.size).map((text, index) => ({
        text,
        size: BODY.size,
        down: index === 0 ? BODY.leading + BODY.gap : BODY.leading,
      })),
    ),
  ];
  const pages = pagesOf(lines);
  const pageObject = (page: number): number => 4 + page * 2;
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, page) => `${pageObject(page)} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => {
      const content = contentOf(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
          `/Resources << /Font << /F1 3 0 R >> >> /Contents ${pageObject(index) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return Buffer.from(fileOf(bodies), 'latin1');
}

function wrapped(text: string, size: number): string[] {
  const most = Math.floor((PAGE.width - 2 * PAGE.margin) / (size * WIDTH_PER_SIZE));
  const lines: string[] = [];
  for (const word of text.replaceAll(/[^\x20-\x7e]/g, '?').split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function pagesOf(lines: readonly Line[]): Line[][] {
  const pages: Line[][] = [[]];
  let used = 0;
  for (const line of lines) {
    if (used + line.down > PAGE.height - 2 * PAGE.margin) {
      pages.push([]);
      used = 0;
    }
    used += line.down;
    pages.at(-1)?.push(line);
  }
  return pages;
}

function contentOf(page: readonly Line[]): string {
  const shown = page.map(
    ({ text, size, down }) => `/F1 ${size} Tf 0 -${down} Td (${text.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj`,
  );
  return `BT ${PAGE.margin} ${PAGE.height - PAGE.margin} Td\n${shown.join('\n')}\nET`;
}

/** Header, objects numbered from 1, the table of their offsets, trailer. All characters are one byte long. */
function fileOf(bodies: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  bodies.forEach((body, index) => {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  return (
    `${file}xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows.join('')}` +
    `trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  );
}
