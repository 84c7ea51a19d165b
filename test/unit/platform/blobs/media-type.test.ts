// If this fails, a file is taken for what its sender says and not for what it is.
import { describe, expect, it } from 'vitest';
import { mediaTypeByContent } from '../../../../src/platform/blobs/media-type.ts';
import { picture } from '../../../setup/fixtures.ts';

const told = (content: Buffer | string, declared: string) => mediaTypeByContent(Buffer.from(content), declared);

describe('mediaTypeByContent', () => {
  it('K-02 goes by the content, whatever was declared', async () => {
    expect(await told(await picture('png'), 'text/plain')).toBe('image/png');
    expect(await told(await picture('jpeg'), 'application/pdf')).toBe('image/jpeg');
    expect(await told('%PDF-1.7\n%\u00e2\u00e3', 'image/png')).toBe('application/pdf');
    expect(await told('GIF89a\u0001\u0000', 'image/png')).toBe('image/gif');
    expect(await told('<p>', 'image/png')).toBeUndefined();
  });

  it.each(['text/plain', 'text/csv', 'text/markdown', 'application/json'])(
    'believes %s of plain text',
    async (type) => {
      expect(await told('a,b\r\nñ,\t東京\n', type)).toBe(type);
      expect(await told('', type)).toBe(type);
    },
  );

  it.each([
    ['a control character', 'a\u0000b'],
    ['an escape', 'a\u001b[31m'],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x63, 0x64, 0x65])],
    ['a page', '\n  <!DOCTYPE html><p>'],
    ['a page without a type', '<HTML><body>'],
    ['a picture that can hold scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['XML', '<?xml version="1.0"?><x/>'],
    ['a script', ' <script>alert(1)</script>'],
  ])('does not believe text of %s', async (_what, content) => {
    expect(await told(content, 'text/plain')).not.toBe('text/plain');
  });

  it('takes text whose head was cut in the middle of a character', async () => {
    const text = Buffer.from('a東');
    expect(await told(text.subarray(0, -1), 'text/plain')).toBe('text/plain');
    expect(await told(text.subarray(0, -2), 'text/plain')).toBe('text/plain');
  });

  it('knows no type that only its sender knows', async () => {
    expect(await told('plain', 'application/octet-stream')).toBeUndefined();
    expect(await told('plain', 'text/html')).toBeUndefined();
    expect(await told('plain', 'image/svg+xml')).toBeUndefined();
  });
});
