// If this fails, text from a badge can become markup or script in the page of whoever looks at it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, html, raw, safeUrl } from '../../../../src/http/pages/html.ts';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '` onfocus=alert(1) autofocus x=`',
  '</title><svg onload=alert(1)>',
  '<!--',
  ']]><x>',
  '&lt;script&gt;',
  '\u0000<b>',
];

test.each(attacks)('text and attribute values cannot leave their place: %j', (attack) => {
  const { markup } = html`<p title="${attack}">${attack}</p>`;
  expect(markup.replaceAll(/^<p title="|">|<\/p>$/g, '')).not.toMatch(/[<>"'`\0]/);
  expect(markup.match(/</g)).toHaveLength(2);
});

test('escaping loses nothing but characters that HTML cannot hold', () => {
  const unescape = (text: string): string =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&#96;', '`')
      .replaceAll('&amp;', '&');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unescape(escapeHtml(text))).toBe(text.replaceAll('\0', '\uFFFD'));
    }),
  );
  expect(escapeHtml('a\ud800b')).toBe('a\uFFFDb');
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil',
  'file:///etc/passwd',
  'blob:https://x/1',
  'evil.example',
  '',
])('a link to %j leads nowhere', (address) => {
  expect(html`<a href="${address}">x</a>`.markup).toBe('<a href="#">x</a>');
  expect(html`<form action="${address}"></form>`.markup).toBe('<form action="#"></form>');
});

test.each(['https://example.edu/a?b=c', 'http://localhost:8080/', '/credentials/cred_1', '?lang=es', '#main'])(
  'a link to %j is kept',
  (address) => {
    expect(safeUrl(address)).toBe(address);
  },
);

test('pictures come from this site or from inside the page, never from elsewhere', () => {
  expect(safeUrl('https://tracker.example/p.gif', 'image')).toBe('#');
  expect(safeUrl('data:text/html;base64,AAAA', 'image')).toBe('#');
  expect(safeUrl('data:image/png;base64,iVBORw0KGgo=', 'image')).toBe('data:image/png;base64,iVBORw0KGgo=');
  expect(html`<img src="${'https://tracker.example/p.gif'}" />`.markup).toBe('<img src="#" />');
  expect(html`<a href="${'data:image/svg+xml,<svg/>'}">x</a>`.markup).toBe('<a href="#">x</a>');
});

test('a value after a constant beginning of an address is escaped and stays behind it', () => {
  expect(html`<a href="/c/${'"><script>'}">x</a>`.markup).toBe('<a href="/c/&quot;&gt;&lt;script&gt;">x</a>');
});

test('places that escaping cannot make safe stop the page', () => {
  const value = 'x';
  expect(() => html`<p class=${value}></p>`).toThrow(/quoted/);
  expect(() => html`<p ${value}></p>`).toThrow(/quoted/);
  expect(() => html`<p onclick="${value}"></p>`).toThrow(/onclick/);
  expect(() => html`<p style="${value}"></p>`).toThrow(/style/);
  expect(() => html`<img srcset="${value}" />`).toThrow(/srcset/);
  expect(
    () =>
      html`<script>
        ${value};
      </script>`,
  ).toThrow(/script/);
  expect(
    () =>
      html`<style>
        ${value}
      </style>`,
  ).toThrow(/style/);
  expect(() => html`<p title="${raw('<b>')}"></p>`).toThrow(/attribute/);
});

test('markup made by the template is not escaped again; nothing is written for nothing', () => {
  expect(html`<p>${html`<b>${'a&b'}</b>`}${undefined}${null}${false}${''}${0}${['x', html`<i>y</i>`]}</p>`.markup).toBe(
    '<p><b>a&amp;b</b>0x<i>y</i></p>',
  );
});
