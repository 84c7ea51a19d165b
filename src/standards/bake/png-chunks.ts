// A PNG file as its chunks (PNG, third edition, §5): each with its length and CRC checked, nothing decoded.
import { crc32 } from 'node:zlib';

export interface PngChunk {
  readonly type: string;
  /** Where the whole chunk begins and ends in the file, length and CRC included. */
  readonly start: number;
  readonly end: number;
  readonly content: Uint8Array;
}

export interface PngFile {
  readonly chunks: readonly PngChunk[];
  /** Just behind IEND; what follows there is not part of the picture. */
  readonly end: number;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** A 16 MB picture in the smallest pieces that encoders write stays below it. */
const mostChunks = 16_384;
const aroundContent = 12;

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The chunks from IHDR to IEND; undefined when the file is cut off, damaged or no PNG. Linear in its size. */
export function readPng(bytes: Uint8Array): PngFile | undefined {
  if (!isPng(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  let start = signature.length;
  while (chunks.length < mostChunks && start + aroundContent <= bytes.length) {
    const length = view.getUint32(start);
    const end = start + aroundContent + length;
    if (end > bytes.length) return undefined;
    const type = Buffer.from(bytes.subarray(start + 4, start + 8)).toString('latin1');
    if (!/^[A-Za-z]{4}$/.test(type)) return undefined;
    if (crc32(bytes.subarray(start + 4, end - 4)) !== view.getUint32(end - 4)) return undefined;
    if ((chunks.length === 0) !== (type === 'IHDR')) return undefined;
    chunks.push({ type, start, end, content: bytes.subarray(start + 8, end - 4) });
    if (type === 'IEND') return { chunks, end };
    start = end;
  }
  return undefined;
}

/** One chunk as it stands in a file. */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}
