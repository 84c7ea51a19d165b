// One form for e-mail addresses, so that the same address is the same person and hashes alike.

/** Unicode NFC, without surrounding white space, in lower case. */
export function normalizeEmail(address: string): string {
  return address.normalize('NFC').trim().toLowerCase();
}
