// The one table of limits a credential must keep, the same before signing and when verifying.
// They bound the work a stranger's document can cause; real badges stay far below them.

export const limits = {
  /** Nesting accepted by the JSON parser for a credential; above it the text is not read at all. */
  parseDepth: 256,
  depth: 32,
  /** Objects in one credential, embedded credentials not counted. */
  nodes: 4096,
  arrayLength: 1024,
  stringBytes: 64 * 1024,
  /** One credential, those inside it not counted; also the whole text of anything but a learner record. */
  totalBytes: 512 * 1024,
  /** The whole text of a comprehensive learner record. */
  recordBytes: 8 * 1024 * 1024,
  proofs: 4,
  /** Objects, counted once per proof, whose signature is worked out: beyond it nobody else is answered meanwhile. */
  proofObjects: 600,
  endorsements: 64,
  /** Credentials inside a document, at any depth. */
  embeddedCredentials: 500,
  presentedCredentials: 100,
  statusEntries: 8,
  /** How far our clock may be off when validity and proof times are compared. */
  clockSkewMs: 60_000,
} as const;
