// Status lists: the published bytes are those of their digest, are signed by the issuer, and show the entries' bits as
// of the version that they claim to show.
import { sha256Hex } from '../../kernel/digest.ts';
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import { deployment } from '../../platform/db/scope.ts';
import { decodeList, getBit } from '../../standards/bitstring.ts';
import type { Finding, FsckNeeds } from './report.ts';
import { findListRow, setIndexes, statusListsAfter } from './fsck-store.ts';
import { eachRow } from './pages.ts';

export function checkStatusLists({ database }: FsckNeeds, findings: Finding[]): Promise<number> {
  return eachRow(database, statusListsAfter, async ({ id }) => {
    const note = (detail: string): void => {
      findings.push({ invariant: 'N3', subject: id, detail });
    };
    const { row, set } = await database.read(deployment, async (reader) => ({
      row: await findListRow(reader, id),
      set: await setIndexes(reader, id),
    }));
    if (row === undefined || row.signedDocument === null) return;
    if (sha256Hex(row.signedDocument) !== row.signedSha256) note('The signed list is not that of its digest.');
    if (row.publishedVersion > row.wantedVersion) note('The published list claims more changes than there were.');
    const bits = bitsOf(row.signedDocument);
    if (bits === undefined) {
      note('The signed list is not readable.');
      return;
    }
    // A list that is about to be signed anew may lag behind; one that claims to be current may not.
    if (row.publishedVersion < row.wantedVersion) return;
    let shown = 0;
    for (let index = 0; index < row.size; index++) if (getBit(bits, index)) shown += 1;
    const missing = [...set].some((index) => !getBit(bits, index));
    if (missing || shown !== set.size) note('The published bits are not those of the entries.');
  });
}

function bitsOf(text: string): Uint8Array | undefined {
  const read = parseJson(text);
  const subject = read.ok && isJsonObject(read.value) ? read.value.credentialSubject : undefined;
  const encoded = isJsonObject(subject) ? subject.encodedList : undefined;
  if (typeof encoded !== 'string') return undefined;
  const decoded = decodeList(encoded);
  return decoded.ok ? decoded.bits : undefined;
}
