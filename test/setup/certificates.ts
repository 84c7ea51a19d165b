// A certificate authority for one test run: X.509 v3 (RFC 5280) certificates for host names, made in memory, so that
// tests speak real TLS and no key is ever kept.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface Authority {
  /** PEM, to be trusted by the program under test. */
  readonly certificate: string;
  issue(name: string, validity?: Validity): Credentials;
}

export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

interface Validity {
  readonly from: Date;
  readonly until: Date;
}

const DAY = 86_400_000;
const aroundNow = (): Validity => ({ from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) });

/** A validity that ended yesterday. */
export const expired = (): Validity => ({ from: new Date(Date.now() - 3 * DAY), until: new Date(Date.now() - DAY) });

export function makeAuthority(): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = 'Authority of a test';
  const certify = (
    subject: string,
    publicKey: KeyObject,
    validity: Validity,
    extensions: readonly Buffer[],
  ): string => {
    const toBeSigned = sequence(
      tagged(0xa0, integer(Buffer.of(2))),
      integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
      ecdsaWithSha256,
      nameOf(name),
      sequence(utcTime(validity.from), utcTime(validity.until)),
      nameOf(subject),
      publicKey.export({ type: 'spki', format: 'der' }),
      tagged(0xa3, sequence(...extensions)),
    );
    const signature = bits(sign('sha256', toBeSigned, own.privateKey));
    return pem(sequence(toBeSigned, ecdsaWithSha256, signature));
  };
  return {
    certificate: certify(name, own.publicKey, aroundNow(), [basicConstraintsOfAuthority]),
    issue: (host, validity = aroundNow()) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { key, cert: certify(host, pair.publicKey, validity, [alternativeNameOf(host)]) };
    },
  };
}

// DER (X.690), as much of it as a certificate needs.

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.of(tag, length), content]);
  if (length < 256) return Buffer.concat([Buffer.of(tag, 0x81, length), content]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const octets = (...parts: readonly Buffer[]): Buffer => tagged(0x04, ...parts);
const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.of(0), bytes);
const identifier = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const utcTime = (moment: Date): Buffer =>
  tagged(0x17, Buffer.from(`${moment.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`));

/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
/** 2.5.29.19, critical: a certificate that may sign others. */
const basicConstraintsOfAuthority = sequence(
  identifier('551d13'),
  tagged(0x01, Buffer.of(0xff)),
  octets(sequence(tagged(0x01, Buffer.of(0xff)))),
);
/** 2.5.4.3, the common name. */
const nameOf = (text: string): Buffer =>
  sequence(tagged(0x31, sequence(identifier('550403'), tagged(0x0c, Buffer.from(text)))));
/** 2.5.29.17 with one DNS name. */
const alternativeNameOf = (host: string): Buffer =>
  sequence(identifier('551d11'), octets(sequence(tagged(0x82, Buffer.from(host)))));

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}
