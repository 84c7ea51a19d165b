// If this fails, an address of a host goes unseen and unchecked, or a silent name server holds a request for ever.
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { afterEach, expect, it } from 'vitest';
import { createResolver } from '../../../../src/platform/outgoing/resolver.ts';

const A = 1;
const AAAA = 28;
const NO_SUCH_NAME = 3;

let server: Socket | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A name server (RFC 1035 §4) that answers with these bytes by type of question, or with an error, or not at all. */
async function nameServer(
  answers: Readonly<Record<number, readonly Buffer[]>> | 'silent',
  error = 0,
): Promise<{ readonly address: string; readonly asked: readonly number[] }> {
  const asked: number[] = [];
  const socket = createSocket('udp4', (query, from) => {
    const endOfName = query.indexOf(0, 12) + 1;
    const type = query.readUInt16BE(endOfName);
    asked.push(type);
    socket.emit('asked');
    if (answers === 'silent') return;
    const records = answers[type] ?? [];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180 | error, 2);
    header.writeUInt16BE(records.length, 6);
    header.writeUInt32BE(0, 8);
    const question = query.subarray(12, endOfName + 4);
    const body = records.map((bytes) =>
      Buffer.concat([Buffer.of(0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length), bytes]),
    );
    socket.send(Buffer.concat([header, question, ...body]), from.port, from.address);
  });
  server = socket;
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, asked };
}

const anytime = new AbortController().signal;

it('gives every address of both families', async () => {
  const mapped = Buffer.from('00000000000000000000ffff7f000001', 'hex');
  const { address } = await nameServer({
    [A]: [Buffer.of(193, 0, 6, 139), Buffer.of(10, 0, 0, 5)],
    [AAAA]: [mapped, Buffer.from('2001067c002e00040000000000000008', 'hex')],
  });
  const addresses = await createResolver([address]).addressesOf('uni.example', anytime);
  expect(addresses.toSorted()).toEqual(['10.0.0.5', '193.0.6.139', '2001:67c:2e:4::8', '::ffff:127.0.0.1']);
});

it.each([
  ['IPv4', { [A]: [Buffer.of(193, 0, 6, 139)] }, ['193.0.6.139']],
  ['IPv6', { [AAAA]: [Buffer.from('2001067c002e00040000000000000008', 'hex')] }, ['2001:67c:2e:4::8']],
])('is content with %s alone', async (_family, answers, expected) => {
  const { address } = await nameServer(answers);
  expect(await createResolver([address]).addressesOf('uni.example', anytime)).toEqual(expected);
});

it('says that a name does not exist', async () => {
  const { address, asked } = await nameServer({}, NO_SUCH_NAME);
  await expect(createResolver([address]).addressesOf('gone.example', anytime)).rejects.toMatchObject({
    code: 'ENOTFOUND',
  });
  expect(asked.toSorted((a, b) => a - b)).toEqual([A, AAAA]);
});

it('gives up as soon as the deadline passes', async () => {
  const { address } = await nameServer('silent');
  const deadline = new AbortController();
  const answer = createResolver([address]).addressesOf('uni.example', deadline.signal);
  if (server !== undefined) await once(server, 'asked');
  deadline.abort();
  await expect(answer).rejects.toMatchObject({ code: 'ECANCELLED' });
});
