// What the command line says while it starts and when it refuses to.

export const start = {
  starting: 'Waymark is starting.',
  databaseEmbedded:
    'Database: embedded, in {folder}. For one computer only; it may lose the last writes when the power fails.',
  databasePostgres: 'Database: Postgres at {host}.',
  migrating: 'Bringing the database up to date.',
  migrated: 'The database is up to date ({seconds} s).',
  listening: 'Listening on {url}',
  sampleBegins: 'The database is empty. Playing the sample story through the public API:',
  sampleStep: '  {place} of {count}  {what}',
  sampleInstitutions: 'The operator opens two institutions and hands each a key',
  sampleIssuers: 'Each makes its issuer, with its own signing key, and names who assesses, who approves and who learns',
  sampleCatalog: 'Four micro-credentials are published, each with its rubric',
  sampleDeclined: 'A teacher hands in evidence; one criterion is not met, and it comes back with the reason',
  sampleAwarded: 'The second attempt meets every criterion; the award is signed as a badge',
  sampleStack: 'Two more badges, the last one built on the first two',
  sampleReported: 'A colleague’s work was assessed elsewhere; one call reports it and gets the badge',
  sampleFieldWork: 'A technician earns a badge of an issuer that anyone can check without this server',
  sampleVerified: 'Somebody with no key at all fetches the badges and verifies them',
  sampleDone: 'From an empty database to a verified badge in {seconds} s.',
  sampleFailed: 'The sample story stopped: {reason}',
  openNext: 'Open next:',
  badgePage: 'A badge page',
  verifyPage: 'Verify a badge',
  apiDocs: 'API documentation',
  sampleKey: 'Sample API key',
  operatorKey: 'Operator key, shown this once',
  verdict: 'Verification of the sample badge: {outcome}',
  stopping: 'Stopping: answering what is under way.',
  stopped: 'Stopped.',
  portTaken: 'Port {port} is in use. Stop what listens there, or set PORT to another.',
  folderTaken:
    'Another Waymark (process {pid}) is using the folder {folder}. Stop it first, or set WAYMARK_DATA_DIR to another folder.',
  originChanged:
    'This database belongs to {stored}, and badges that were issued carry that address. To move to {configured}, list the old address in WAYMARK_FORMER_ORIGINS so that it stays served.',
  databaseUnreachable: 'The database does not answer. Look at DATABASE_URL and whether the server runs.',
  failed: 'Waymark could not start.',
  fsckFolderTaken:
    'A running Waymark holds the folder {folder}. Ask it to check from inside: {route} with the operator key.',
  fsckChecked:
    'Checked {credentials} credentials, {decisions} decisions, {statusLists} status lists and {auditEntries} audit entries: {findings, plural, =0 {nothing is wrong} one {# thing is wrong} other {# things are wrong}}.',
  fsckNothingThere: 'There is no database in {folder}. Look at WAYMARK_DATA_DIR; nothing was checked or made.',
  migratedOnly: 'The database is up to date.',
  unknownCommand: 'There is no command "{name}". Known: {known}.',
} as const;
