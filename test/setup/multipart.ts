// Bodies of type multipart/form-data (RFC 7578), whole or broken on purpose.
export interface FilePart {
  readonly fileName: string;
  readonly type: string;
  readonly content: Buffer | string;
}

export interface Multipart {
  readonly body: Buffer;
  readonly headers: { readonly 'content-type': string };
}

const BOUNDARY = 'wm-test-boundary-7d41f0';

/** Fields first, then the files, in the order given. */
export function multipart(fields: Readonly<Record<string, string>>, ...files: readonly FilePart[]): Multipart {
  const parts = [
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, undefined, value)),
    ...files.map((file) => part(`name="file"; filename="${file.fileName}"`, file.type, file.content)),
  ];
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

/** A file that answers a requirement. */
export function fileFor(requirement: string, file: FilePart, more: Readonly<Record<string, string>> = {}): Multipart {
  return multipart({ requirement, ...more }, file);
}

function part(disposition: string, type: string | undefined, content: Buffer | string): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n`;
  const media = type === undefined ? '' : `content-type: ${type}\r\n`;
  return Buffer.concat([Buffer.from(`${head}${media}\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
}
