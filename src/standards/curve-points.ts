// Whether the bytes of a public key are a point that proves something: on the curve for P-256 and P-384 (FIPS 186-5 with
// SP 800-186 §3.2.1) and for secp256k1 (SEC 2 §2.4.1), of large order and in its one spelling for Ed25519 (RFC 8032 §5.1.3). Public values only, so nothing
// here needs to take constant time.

export type PrimeCurve = 'P-256' | 'P-384' | 'secp256k1';

/** y² = x³ + ax + b over a prime field. */
interface Curve {
  /** The prime of the field; three modulo four, which is what makes square roots one power. */
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  /** Bytes of one coordinate. */
  readonly bytes: number;
}

const curves: Readonly<Record<PrimeCurve, Curve>> = {
  'P-256': {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    a: -3n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    bytes: 32,
  },
  'P-384': {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    a: -3n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    bytes: 48,
  },
  secp256k1: { p: 2n ** 256n - 2n ** 32n - 977n, a: 0n, b: 7n, bytes: 32 },
};

export function isPrimeCurve(name: unknown): name is PrimeCurve {
  return name === 'P-256' || name === 'P-384' || name === 'secp256k1';
}

/** Whether two coordinates, big-endian and of full length, are a point of the curve. */
export function isOnCurve(name: PrimeCurve, x: Uint8Array, y: Uint8Array): boolean {
  const curve = curves[name];
  if (x.length !== curve.bytes || y.length !== curve.bytes) return false;
  const [xValue, yValue] = [numberOf(x), numberOf(y)];
  if (xValue >= curve.p || yValue >= curve.p) return false;
  return (yValue * yValue) % curve.p === rightSide(curve, xValue);
}

/** Both coordinates of a compressed point (SEC 1 §2.3.4): a byte 2 or 3 and x. Undefined when there is no such point. */
export function decompress(name: PrimeCurve, compressed: Uint8Array): { x: Uint8Array; y: Uint8Array } | undefined {
  const curve = curves[name];
  const [sign] = compressed;
  if (compressed.length !== curve.bytes + 1 || (sign !== 2 && sign !== 3)) return undefined;
  const x = compressed.slice(1);
  const xValue = numberOf(x);
  if (xValue >= curve.p) return undefined;
  const square = rightSide(curve, xValue);
  const root = power(square, (curve.p + 1n) / 4n, curve.p);
  if ((root * root) % curve.p !== square) return undefined;
  const y = (root & 1n) === BigInt(sign - 2) ? root : curve.p - root;
  return y === curve.p ? undefined : { x, y: bytesOf(y, curve.bytes) };
}

/** The short form of a point: its x, and which of the two y it is (SEC 1 §2.3.3). */
export function compress(x: Uint8Array, y: Uint8Array): Uint8Array {
  return Uint8Array.from([2 + ((y.at(-1) ?? 0) & 1), ...x]);
}

/** The prime 2^255 − 19 of Ed25519 (RFC 8032 §5.1). */
const ed25519Prime = 2n ** 255n - 19n;

/** y coordinates of the points whose order divides eight, each with either sign of x: 0, ±1 and the two of order eight. */
const smallOrderY: readonly bigint[] = [
  0n,
  1n,
  ed25519Prime - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  ed25519Prime - 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
];

/** Whether an Ed25519 key is a point of small order, under which one signature fits all, or not in its canonical form. */
export function isWeakEd25519(publicKey: Uint8Array): boolean {
  const bigEndian = publicKey.toReversed();
  bigEndian[0] = (bigEndian[0] ?? 0) & 0x7f;
  const y = numberOf(bigEndian);
  return y >= ed25519Prime || smallOrderY.includes(y);
}

/** What y² must be. */
function rightSide({ p, a, b }: Curve, x: bigint): bigint {
  return (((x * x * x + a * x + b) % p) + p) % p;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

function bytesOf(value: bigint, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex'));
}
