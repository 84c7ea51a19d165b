// The direction rule as data: which rooms stand on which floor, how the rooms inside a floor follow one another, and
// what may be reached for in which rooms only.

/** From the ground up. A file imports from its own room or from a lower floor; rooms on one floor do not see each other. */
export const floors: readonly (readonly string[])[] = [
  ['kernel/', 'config.ts'],
  ['standards/'],
  ['platform/'],
  ['catalog/'],
  ['access/', 'verification/'],
  ['earning/'],
  ['credentials/'],
  ['delivery/'],
  ['stewardship/'],
  ['services.ts'],
  ['http/', 'tasks/', 'commands/'],
  ['app.ts'],
  ['main.ts'],
];

/** Rooms that only the named files may import, whatever their floor. */
export const reserved: Readonly<Record<string, readonly string[]>> = {
  'config.ts': ['app.ts', 'main.ts'],
};

/** Inside these rooms a folder imports only from folders in an earlier row; folders in one row do not see each other. */
export const orders: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'platform/': [
    ['db/'],
    ['blobs/', 'keys/', 'mail/', 'outgoing/', 'messages/'],
    ['audit/'],
    ['settings/', 'outbox/'],
    ['idempotency/'],
  ],
  'catalog/': [
    ['institutions/', 'images/', 'versions/', 'frameworks/'],
    ['issuers/', 'rubrics/'],
    ['achievements/'],
    ['pathways/'],
  ],
  'earning/': [
    ['recipients/'],
    ['submissions/'],
    ['assessments/'],
    ['decisions/'],
    ['pathway-progress/'],
    ['recognitions/'],
  ],
};

export interface OnlyIn {
  readonly what: string;
  /** Module names; `*` at the end stands for anything. `./` names a file of ours by the end of its path. */
  readonly modules?: readonly string[];
  readonly global?: string;
  /** Folders, files, or `*-table.ts` for a file by the end of its name. */
  readonly rooms: readonly string[];
  /** Type-only imports are free. */
  readonly typesAreFree?: boolean;
}

export const onlyIn: readonly OnlyIn[] = [
  { what: 'Fastify', modules: ['fastify', 'fastify-plugin', '@fastify/*'], rooms: ['http/'] },
  { what: 'the environment', global: 'environment', rooms: ['config.ts'] },
  { what: 'the time of day', global: 'time of day', rooms: ['kernel/clock.ts'] },
  { what: 'chance', global: 'chance', rooms: ['kernel/id.ts'] },
  {
    what: 'hashing, MACs, keys and random bytes',
    modules: ['crypto'],
    rooms: ['kernel/digest.ts', 'kernel/ecdsa.ts', 'kernel/id.ts', 'platform/keys/'],
  },
  { what: 'web crypto', global: 'web crypto', rooms: ['platform/keys/'] },
  {
    what: 'SQL',
    modules: ['drizzle-orm', 'drizzle-orm/*', 'drizzle-typebox'],
    rooms: ['*-table.ts', '*-store.ts', 'platform/'],
  },
  { what: 'a database driver', modules: ['pg', 'pg-*', '@electric-sql/*'], rooms: ['platform/db/'] },
  {
    what: 'a table',
    modules: ['./*-table.ts'],
    rooms: ['*-table.ts', '*-store.ts', 'platform/'],
    // A rules file derives the row's type from its table.
    typesAreFree: true,
  },
  {
    what: 'signatures and JSON-LD',
    modules: ['@digitalbazaar/*', '@digitalcredentials/*', 'jsonld', 'jsonld-signatures', 'rdf-canonize', 'ed25519-*'],
    rooms: ['standards/', 'platform/keys/'],
  },
  { what: 'the network', global: 'network', rooms: ['platform/outgoing/', 'commands/'] },
  {
    what: 'an HTTP client or a socket',
    modules: ['undici', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises'],
    rooms: ['platform/outgoing/', 'commands/'],
  },
  { what: 'the kinds of addresses', modules: ['ipaddr.js'], rooms: ['platform/outgoing/'] },
  {
    what: 'worker threads',
    modules: ['piscina', 'worker_threads'],
    rooms: ['verification/judge-pool.ts', 'verification/judge-worker.ts', 'platform/blobs/search-qr.ts'],
  },
  { what: 'a socket', modules: ['net'], rooms: ['platform/outgoing/', 'platform/db/folder-lock.ts', 'commands/'] },
  {
    what: 'the file system',
    modules: ['fs', 'fs/promises'],
    // In standards/ only what loads the pinned contexts and the published schemas.
    rooms: [
      'platform/',
      'standards/contexts.ts',
      'standards/schema-files.ts',
      'commands/',
      'config.ts',
      'app.ts',
      'main.ts',
    ],
  },
  // A module name computed at run time hides an import from this scan; the pinned list of contexts names packages.
  { what: 'a computed module name', global: 'computed module', rooms: ['standards/contexts.ts'] },
];
