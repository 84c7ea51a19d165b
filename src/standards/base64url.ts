// Base64url as JOSE writes it (RFC 7515 §2, RFC 4648 §5), read so strictly that one value has one spelling.

/** The bytes; undefined for padding, another alphabet, or unused trailing bits that are set. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
