// Bodies of type multipart/form-data (RFC 7578), whole or broken on purpose.
export interface FilePart {
  readonly fileName?: string;
  readonly type: string;
  readonly content: Buffer | string;
}

export interface Multipart {
  readonly body: Buffer;
  readonly headers: { readonly 'content-type': string };
}

const BOUNDARY = 'wm-test-boundary-7d41f0';

/** A file that answers a requirement. */
export function fileFor(requirement: string, file: FilePart): Multipart {
  return bodyOf(field('requirement', requirement), filePart(file));
}

/** A whole body of parts. */
export function bodyOf(...parts: readonly Buffer[]): Multipart {
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

export function field(name: string, value: string): Buffer {
  return part(`name="${name}"`, undefined, value);
}

/** A file part; `name` is that of its form field. */
export function filePart(file: FilePart, name = 'file'): Buffer {
  const fileName = file.fileName === undefined ? '' : `; filename="${file.fileName}"`;
  return part(`name="${name}"${fileName}`, file.type, file.content);
}

function part(disposition: string, type: string | undefined, content: Buffer | string): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n`;
  const media = type === undefined ? '' : `content-type: ${type}\r\n`;
  return Buffer.concat([Buffer.from(`${head}${media}\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
}
