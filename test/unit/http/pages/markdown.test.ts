// If this fails, the narrative of a badge can put markup or script into the page, or hold it up.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdown } from '../../../../src/http/pages/markdown.ts';

const flat = (text: string): string => markdown(text).markup.replaceAll(/\s+/g, ' ').replaceAll('> <', '><').trim();

test.each([
  ['one\ntwo\n\nthree', '<p>one two</p><p>three</p>'],
  ['- a\n- b\n  more of b\n\n1. c\n2) d', '<ul><li>a</li><li>b more of b</li></ul><ol><li>c</li><li>d</li></ol>'],
  ['# Title\ntext', '<p><strong>Title</strong></p><p>text</p>'],
  ['**bold** and *soft* and `x<y`', '<p><strong>bold</strong> and <em>soft</em> and <code>x&lt;y</code></p>'],
  ['**bold with *soft* inside**', '<p><strong>bold with <em>soft</em> inside</strong></p>'],
  ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
  [
    '[guide](https://example.edu/a?b=1&c=2)',
    '<p><a href="https://example.edu/a?b=1&amp;c=2" rel="nofollow noopener ugc">guide</a></p>',
  ],
  ['', ''],
])('%j', (text, expected) => {
  expect(flat(text)).toBe(expected);
});

test.each([
  '[x](javascript:alert(1))',
  '[x](data:text/html,a)',
  '[x](//evil.example)',
  '<img src=x onerror=alert(1)>',
  '[x](https://a.example"onmouseover="alert(1))',
  '![x](https://tracker.example/p.gif)',
])('%j makes no script and no picture', (text) => {
  const { markup } = markdown(text);
  expect(markup).not.toMatch(/<(?!\/?(?:p|a|em|strong|code|ul|ol|li)\b)/);
  expect(markup).not.toMatch(/href="(?!https?:\/\/[^"]*")/);
});

test('whatever comes in, only our own tags go out, in pairs', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '[',
    '](',
    ')',
    'https://a.b',
    '<',
    '"',
    '\n',
    '- ',
    '# ',
    'x',
    ' ',
    '\n\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { markup } = markdown(pieces.join(''));
      const tags = [...markup.matchAll(/<(\/?)(\w+)[^>]*>/g)].map(([, close, name]) => `${close}${name}`);
      const open: string[] = [];
      const matched = tags.every((tag) => (tag.startsWith('/') ? open.pop() === tag.slice(1) : open.push(tag) > 0));
      expect(matched).toBe(true);
      expect(open).toEqual([]);
      expect(tags.every((tag) => /^\/?(?:p|a|em|strong|code|ul|ol|li)$/.test(tag))).toBe(true);
    }),
  );
});

test.each(['*a ', '[', '[x](', '`', '**_', '_a*b', '- # '])(
  '50 KB of %j are cut and cost no more than their length',
  (piece) => {
    const { markup } = markdown(piece.repeat(50_000 / piece.length));
    expect(markup).toContain('…');
    expect(markup.length).toBeLessThan(20_000 * 12);
  },
);
