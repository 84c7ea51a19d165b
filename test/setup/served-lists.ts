// Reads a status list as a verifier elsewhere does: the served document and its bits.
import { decodeList, getBit } from '../../src/standards/bitstring.ts';

interface Caller {
  get(path: string): Promise<{ readonly text: string; readonly status: number }>;
}

/** Whether the published list shows the entry as set; false while no list is published. */
export async function bitAt(
  server: { caller(): Caller },
  entry: { readonly listId: string; readonly index: number },
): Promise<boolean> {
  const answer = await server.caller().get(`/status-lists/${entry.listId}`);
  return answer.status === 200 && bitIn(answer.text, entry.index);
}

/** Whether a signed list, as it is served or stored, shows the index as set. */
export function bitIn(document: string, index: number): boolean {
  const { credentialSubject } = JSON.parse(document) as { credentialSubject: { encodedList: string } };
  const decoded = decodeList(credentialSubject.encodedList);
  if (!decoded.ok) throw new Error('The list is not readable.');
  return getBit(decoded.bits, index);
}
