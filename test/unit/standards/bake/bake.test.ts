// If this fails, a badge is lost when it is put into a picture, or a picture is read as a badge that it is not.
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bakePng, bakeSvg } from '../../../../src/standards/bake/bake.ts';
import { extractBaked } from '../../../../src/standards/bake/extract.ts';
import { pictureOf } from '../../../../src/standards/bake/picture.ts';
import { pngChunk, readPng } from '../../../../src/standards/bake/png-chunks.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const header = pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const pixels = pngChunk('IDAT', deflateSync(Buffer.from([0, 0])));
const end = pngChunk('IEND', Buffer.alloc(0));
const pngOf = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([signature, header, pixels, ...chunks, end]);
const plainPng = pngOf();
const plainSvg = Buffer.from(
  '<?xml version="1.0"?>\n<!-- ü --><svg xmlns="http://www.w3.org/2000/svg" width="9"><rect/></svg>\n',
);
const json = '{"name":"Brücke ]]> & <b>\\"x\\"</b>"}';
const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJpZCI6InVybjp4In0.c2ln';
const iTXt = (keyword: string, text: string): Buffer => pngChunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`));

describe('what is baked comes out again', () => {
  test.each([json, jwt])('PNG: %s', (text) => {
    const baked = bakePng(plainPng, text);
    expect(extractBaked(baked)).toEqual({ ok: true, media: 'png', standard: 'ob3', text, warnings: [] });
    expect(pictureOf(baked)).toEqual(plainPng);
  });

  test('SVG: JSON means the same, with the end of CDATA escaped', () => {
    const baked = bakeSvg(plainSvg, json);
    const found = extractBaked(baked);
    expect(found).toMatchObject({ ok: true, media: 'svg', standard: 'ob3' });
    expect(JSON.parse(found.ok ? found.text : '')).toEqual(JSON.parse(json));
    expect(baked.toString()).toMatch(/<svg [^>]*xmlns:openbadges="[^"]+"><openbadges:credential><!\[CDATA\[/);
  });

  test('SVG: a JWT stands in the attribute verify', () => {
    const baked = bakeSvg(plainSvg, jwt);
    expect(extractBaked(baked)).toEqual({ ok: true, media: 'svg', standard: 'ob3', text: jwt, warnings: [] });
    expect(baked.toString()).toContain(`<openbadges:credential verify="${jwt}"></openbadges:credential>`);
  });

  test('a second baking replaces the first', () => {
    expect(bakePng(bakePng(plainPng, json), jwt)).toEqual(bakePng(plainPng, jwt));
    expect(bakeSvg(bakeSvg(plainSvg, json), jwt)).toEqual(bakeSvg(plainSvg, jwt));
  });

  test('what is no picture cannot be baked', () => {
    expect(() => bakePng(plainSvg, json)).toThrow('not a sound PNG or SVG');
    expect(() => bakeSvg(Buffer.from('<svg>'), json)).toThrow('not a sound PNG or SVG');
    expect(() => bakeSvg(Buffer.from('<svg/>'), json)).toThrow('not a sound PNG or SVG');
  });
});

describe('PNG', () => {
  const codeOf = (bytes: Uint8Array): string => {
    const found = extractBaked(bytes);
    return found.ok ? 'ok' : found.code;
  };

  test('two badges are ambiguous, under one keyword or under two', () => {
    const one = iTXt('openbadgecredential', json);
    expect(codeOf(pngOf(one, one))).toBe('ambiguous_badge_data');
    expect(codeOf(pngOf(one, iTXt('openbadges', '{}')))).toBe('ambiguous_badge_data');
  });

  test('a picture alone, a keyword that only begins alike and a comment are no badge', () => {
    expect(codeOf(plainPng)).toBe('no_badge_data');
    expect(codeOf(pngOf(iTXt('openbadgecredentials', json)))).toBe('no_badge_data');
    expect(codeOf(pngOf(pngChunk('tEXt', Buffer.from(`openbadgecredential\0${json}`))))).toBe('no_badge_data');
    expect(codeOf(Buffer.from('GIF89a'))).toBe('no_badge_data');
  });

  test('any damage is found: a changed bit, a cut end, a wrong length, a missing header', () => {
    const baked = bakePng(plainPng, json);
    const flipped = Buffer.from(baked);
    flipped[60] = (flipped[60] ?? 0) ^ 1;
    const long = Buffer.from(baked);
    long.writeUInt32BE(0xffffffff, 8);
    for (const bytes of [flipped, baked.subarray(0, -4), long, Buffer.concat([signature, end])]) {
      expect(codeOf(bytes)).toBe('image_malformed');
    }
    expect(readPng(baked)?.end).toBe(baked.length);
  });

  test('tEXt of the old standard and compressed text are read', () => {
    const old = pngOf(pngChunk('tEXt', Buffer.from('openbadges\0https://example.org/a.json')));
    expect(extractBaked(old)).toMatchObject({ standard: 'ob2', text: 'https://example.org/a.json' });
    const clr = Buffer.concat([Buffer.from('clrcredential\0\x01\0\0\0'), deflateSync(json)]);
    expect(extractBaked(pngOf(pngChunk('iTXt', clr)))).toMatchObject({ standard: 'clr', text: json });
  });

  test('text that inflates to 200 MB is not inflated', () => {
    const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 });
    const bytes = pngOf(pngChunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\x01\0\0\0'), bomb])));
    const before = process.memoryUsage().rss;
    expect(codeOf(bytes)).toBe('too_large');
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('bytes behind the end are passed over and told', () => {
    const found = extractBaked(Buffer.concat([bakePng(plainPng, json), Buffer.from('PK')]));
    expect(found).toMatchObject({ ok: true, text: json, warnings: ['image:trailing_bytes'] });
  });

  test('text that is not UTF-8 is refused', () => {
    const content = Buffer.concat([Buffer.from('openbadgecredential\0\0\0\0\0'), Buffer.from([0xff])]);
    expect(codeOf(pngOf(pngChunk('iTXt', content)))).toBe('invalid_utf8');
  });
});

describe('SVG', () => {
  const svg = (inside: string, attributes = ''): Buffer =>
    Buffer.from(`<svg xmlns:b="https://purl.imsglobal.org/ob/v3p0" ${attributes}>${inside}</svg>`);
  const answer = (bytes: Uint8Array): string => {
    const found = extractBaked(bytes);
    return found.ok ? `${found.standard} ${found.text}` : found.code;
  };

  test('the namespace counts, not the prefix', () => {
    expect(answer(svg('<b:credential>{}</b:credential>'))).toBe('ob3 {}');
    expect(answer(svg('<credential xmlns="https://purl.imsglobal.org/clr/v2p0">{}</credential>'))).toBe('clr {}');
    expect(answer(svg('<openbadges:credential xmlns:openbadges="urn:x">{}</openbadges:credential>'))).toBe(
      'no_badge_data',
    );
    expect(answer(svg('<o:assertion xmlns:o="http://openbadges.org" verify="https://a.example/1"/>'))).toBe(
      'ob2 https://a.example/1',
    );
  });

  test('characters and CDATA are read as XML has them', () => {
    const body = '&#x7b;&quot;a&quot;:<!-- no -->1<![CDATA[,"b":"&amp;"]]>}';
    expect(answer(svg(`<b:credential>${body}</b:credential>`))).toBe('ob3 {"a":1,"b":"&amp;"}');
  });

  test('two badges, or a signature and a text, are ambiguous', () => {
    const one = '<b:credential>{}</b:credential>';
    expect(answer(svg(one + one))).toBe('ambiguous_badge_data');
    expect(answer(svg(`<g>${one}</g>${one}`))).toBe('ambiguous_badge_data');
    expect(answer(svg('<b:credential verify="a.b.c">{}</b:credential>'))).toBe('ambiguous_badge_data');
  });

  test('entities are refused in every place', () => {
    const bomb = `<!DOCTYPE svg [${'<!ENTITY a "aaaaaaaaaaaaaaaa">'.repeat(1000)}]>${svg('<b:credential>&a;</b:credential>').toString()}`;
    expect(answer(Buffer.from(`<?xml version="1.0"?>${bomb}`))).toBe('unsafe_svg');
    expect(answer(svg('<b:credential>&a;</b:credential>'))).toBe('unsafe_svg');
    expect(answer(svg('<b:credential verify="&a;"/>'))).toBe('unsafe_svg');
  });

  test('a document type that only names SVG is passed over', () => {
    const named = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';
    const bytes = Buffer.concat([Buffer.from(named), svg('<b:credential>{}</b:credential>')]);
    expect(answer(bytes)).toBe('ob3 {}');
  });

  test.each([
    ['a tag left open', '<svg><g></svg>'],
    ['two roots', '<svg></svg><svg></svg>'],
    ['an attribute twice', '<svg a="1" a="2"></svg>'],
    ['an attribute without quotes', '<svg a=1></svg>'],
    ['another root', '<!-- x --><html></html>'],
    ['another namespace', '<svg xmlns="urn:x"></svg>'],
    ['too deep', `<svg>${'<g>'.repeat(300)}${'</g>'.repeat(300)}</svg>`],
    [
      'an element inside the badge',
      '<svg xmlns:b="https://purl.imsglobal.org/ob/v3p0"><b:credential><g/></b:credential></svg>',
    ],
  ])('malformed: %s', (_, text) => {
    expect(answer(Buffer.from(text))).toBe('image_malformed');
  });

  test('a large hostile file is done with in linear time', { timeout: 10_000 }, () => {
    for (const piece of ['<', '<a ', '<a b="', '<!--', '&', '<svg ', '<a>', ' a="1"']) {
      const found = extractBaked(Buffer.from(`<svg ${piece.repeat(400_000)}`));
      expect(found.ok).toBe(false);
    }
  });
});
