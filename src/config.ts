// Environment → configuration and secrets. The only reader of process.env; it refuses impossible settings in one clear
// sentence, and the README's table is generated from the list below.
import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: number;
  /** Scheme, host and port; no path, no slash at the end. */
  readonly publicOrigin: string;
  /** Earlier origins whose credentials and documents are still served; nothing new is made under them. */
  readonly formerOrigins: readonly string[];
  readonly dataDir: string;
  readonly sample: boolean;
  readonly logLevel: LogLevel;
  /** How many proxies stand in front, or which addresses and networks they have; `false`: none is believed. */
  readonly trustProxy: false | number | readonly string[];
  readonly requestsPerMinute: number;
  /** The API documentation page. */
  readonly docs: boolean;
  /** JSON: the registries that say which issuers the operator's people know; read where it is used. */
  readonly trustRegistries: string | undefined;
  /** JSON: publishers of status lists that are accepted as they are; read where it is used. */
  readonly statusPublishers: string | undefined;
  /** Whether the VC-API door signs for the operator, and whether credentials of the data model 1.1 too. */
  readonly vcApiIssue: boolean;
  readonly vcApiIssueV1: boolean;
  /** For tests of recovery only. */
  readonly crashAt: string | undefined;
  readonly secrets: Secrets;
}

export interface Secrets {
  /** 32 bytes; undefined: one is made and kept in `dataDir` (never in production). */
  readonly masterKey: Buffer | undefined;
  /** Undefined: one is made at first start and printed once (never in production). */
  readonly operatorKey: string | undefined;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A setting that cannot work, told in one sentence. */
export class ConfigError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ConfigError';
    this.code = code;
  }
}

/** One row of the README's table. */
export interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

export const settingsTable: readonly Setting[] = [
  { name: 'HOST', fallback: '`127.0.0.1` (`0.0.0.0` in production)', meaning: 'address to listen on' },
  { name: 'PORT', fallback: '`8080`', meaning: 'port to listen on' },
  {
    name: 'DATABASE_URL',
    fallback: 'embedded database',
    meaning: 'Postgres connection string; without it PGlite in `WAYMARK_DATA_DIR`',
  },
  { name: 'WAYMARK_DATABASE_POOL', fallback: '`10`', meaning: 'most Postgres connections of this process' },
  {
    name: 'WAYMARK_PUBLIC_URL',
    fallback: '`http://localhost:PORT`',
    meaning:
      'public origin; written into every issuer and credential at first start and kept for ever; https in production',
  },
  {
    name: 'WAYMARK_FORMER_ORIGINS',
    fallback: 'none',
    meaning: 'comma-separated origins that were used before: still served, never issued under',
  },
  {
    name: 'WAYMARK_DATA_DIR',
    fallback: '`./var`',
    meaning: 'folder for the embedded database, evidence files and, in development, the master key',
  },
  {
    name: 'WAYMARK_MASTER_KEY',
    fallback: 'made at first start (required in production)',
    meaning: '32 random bytes, base64 or hex, that seal all signing keys',
  },
  {
    name: 'WAYMARK_MASTER_KEY_FILE',
    fallback: 'none',
    meaning: 'file that holds the master key, instead of the variable',
  },
  {
    name: 'WAYMARK_OPERATOR_KEY',
    fallback: 'made at first start (required in production)',
    meaning: 'secret of the operator, at least 32 characters; a changed value replaces the old one',
  },
  {
    name: 'WAYMARK_OPERATOR_KEY_FILE',
    fallback: 'none',
    meaning: 'file that holds the operator key, instead of the variable',
  },
  {
    name: 'WAYMARK_SAMPLE',
    fallback: '`on`',
    meaning: '`off`: an empty embedded database stays empty; with Postgres or in production nothing is ever sampled',
  },
  {
    name: 'WAYMARK_ALLOW_EMBEDDED',
    fallback: '`0`',
    meaning: '`1`: production may run on the embedded database, which does not survive a power cut',
  },
  {
    name: 'WAYMARK_LOG_LEVEL',
    fallback: '`warn` (`info` in production)',
    meaning: '`fatal error warn info debug trace silent`; logs are JSON lines without personal data',
  },
  {
    name: 'WAYMARK_TRUST_PROXY',
    fallback: '`0`',
    meaning:
      'how many proxies in a row add to `X-Forwarded-For`, such as `1`, or their comma-separated addresses and networks; requests are counted by the address that the outermost of them saw',
  },
  {
    name: 'WAYMARK_REQUESTS_PER_MINUTE',
    fallback: '`600`',
    meaning: 'most requests a minute from one address without a key',
  },
  {
    name: 'WAYMARK_DOCS',
    fallback: '`on` (`off` in production)',
    meaning: 'serve the API documentation at `/docs`',
  },
  {
    name: 'WAYMARK_TRUST_REGISTRIES_FILE',
    fallback: 'none',
    meaning: 'JSON file that lists the registries which vouch for issuers; see "Registries" below',
  },
  {
    name: 'WAYMARK_STATUS_PUBLISHERS_FILE',
    fallback: 'none',
    meaning: 'JSON file that lists publishers of status lists which are accepted as they are; see "Registries" below',
  },
  {
    name: 'WAYMARK_VC_API_ISSUE',
    fallback: '`off`',
    meaning: '`on`: `/vc-api/credentials/issue` signs any W3C credential for the operator, under a did:key of its own',
  },
  {
    name: 'WAYMARK_VC_API_ISSUE_V1',
    fallback: '`off`',
    meaning: '`on`: there also credentials of the W3C data model 1.1',
  },
  {
    name: 'WAYMARK_CRASH_AT',
    fallback: 'none',
    meaning: 'for tests of recovery: the process kills itself at this named point of issuing; ignored in production',
  },
  { name: 'LC_ALL', fallback: '`LANG`', meaning: 'language of what the command line says: English or Spanish' },
  { name: 'LANG', fallback: 'English', meaning: 'the same, where `LC_ALL` is not set' },
  {
    name: 'NODE_ENV',
    fallback: 'development',
    meaning: '`production` refuses settings that are only good for trying things out',
  },
];

/** The settings under which openapi.yaml is written: the same on every machine. */
export function documentedConfig(): Config {
  return {
    ...readConfig({ WAYMARK_PUBLIC_URL: 'http://localhost:8080', WAYMARK_LOG_LEVEL: 'silent' }),
    secrets: { masterKey: Buffer.alloc(32, 'documentation'), operatorKey: undefined },
  };
}

/** The language of the terminal, such as `es_MX.UTF-8`. */
export function terminalLanguage(environment: Environment = process.env): string | undefined {
  return text(environment, 'LC_ALL') ?? text(environment, 'LANG');
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError with one clear sentence */
export function readConfig(environment: Environment = process.env): Config {
  const production = environment['NODE_ENV'] === 'production';
  const port = integer(environment, 'PORT', 8080, 0, 65_535);
  const databaseUrl = text(environment, 'DATABASE_URL');
  const publicOrigin = origin(
    'WAYMARK_PUBLIC_URL',
    text(environment, 'WAYMARK_PUBLIC_URL') ?? `http://localhost:${port}`,
  );
  const masterKeyText = secret(environment, 'WAYMARK_MASTER_KEY');
  const config: Config = {
    production,
    host: text(environment, 'HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port,
    databaseUrl,
    databasePoolSize: integer(environment, 'WAYMARK_DATABASE_POOL', 10, 1, 500),
    publicOrigin,
    formerOrigins: (text(environment, 'WAYMARK_FORMER_ORIGINS') ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => origin('WAYMARK_FORMER_ORIGINS', part)),
    dataDir: absolute(text(environment, 'WAYMARK_DATA_DIR') ?? 'var'),
    sample: !production && databaseUrl === undefined && flag(environment, 'WAYMARK_SAMPLE', true),
    logLevel: oneOf(environment, 'WAYMARK_LOG_LEVEL', logLevels, production ? 'info' : 'warn'),
    trustProxy: proxies(environment, 'WAYMARK_TRUST_PROXY'),
    requestsPerMinute: integer(environment, 'WAYMARK_REQUESTS_PER_MINUTE', 600, 1, 1_000_000),
    docs: flag(environment, 'WAYMARK_DOCS', !production),
    trustRegistries: fileOf(environment, 'WAYMARK_TRUST_REGISTRIES_FILE'),
    statusPublishers: fileOf(environment, 'WAYMARK_STATUS_PUBLISHERS_FILE'),
    vcApiIssue: flag(environment, 'WAYMARK_VC_API_ISSUE', false),
    vcApiIssueV1: flag(environment, 'WAYMARK_VC_API_ISSUE_V1', false),
    crashAt: production ? undefined : text(environment, 'WAYMARK_CRASH_AT'),
    secrets: {
      masterKey: masterKeyText === undefined ? undefined : masterKeyBytes(masterKeyText),
      operatorKey: operatorKey(secret(environment, 'WAYMARK_OPERATOR_KEY')),
    },
  };
  if (production) refuseTrialSettings(config, environment);
  return config;
}

function refuseTrialSettings(config: Config, environment: Environment): void {
  if (config.secrets.masterKey === undefined) {
    throw new ConfigError(
      'master_key_missing',
      'In production WAYMARK_MASTER_KEY (or WAYMARK_MASTER_KEY_FILE) must be set: 32 random bytes as base64 or hex.',
    );
  }
  if (config.secrets.operatorKey === undefined) {
    throw new ConfigError(
      'operator_key_missing',
      'In production WAYMARK_OPERATOR_KEY (or WAYMARK_OPERATOR_KEY_FILE) must be set: at least 32 random characters.',
    );
  }
  if (!config.publicOrigin.startsWith('https://')) {
    throw new ConfigError(
      'public_url_not_https',
      `In production WAYMARK_PUBLIC_URL must start with https:// (it is ${config.publicOrigin}).`,
    );
  }
  if (config.databaseUrl === undefined && !flag(environment, 'WAYMARK_ALLOW_EMBEDDED', false)) {
    throw new ConfigError(
      'embedded_in_production',
      'In production DATABASE_URL must name a Postgres server: the embedded database does not survive a power cut. Set WAYMARK_ALLOW_EMBEDDED=1 to run on it all the same.',
    );
  }
}

function text(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

function secret(environment: Environment, name: string): string | undefined {
  const direct = text(environment, name);
  const file = text(environment, `${name}_FILE`);
  if (direct !== undefined && file !== undefined) {
    throw new ConfigError('secret_twice', `Set either ${name} or ${name}_FILE, not both.`);
  }
  if (file === undefined) return direct;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError('secret_unreadable', `The file named by ${name}_FILE cannot be read.`);
  }
}

function fileOf(environment: Environment, name: string): string | undefined {
  const file = text(environment, name);
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError('setting_unreadable', `The file named by ${name} cannot be read.`);
  }
}

/** The 32 bytes that the text writes. `source` names the setting or file for the sentence. @throws ConfigError */
export function masterKeyBytes(value: string, source = 'WAYMARK_MASTER_KEY'): Buffer {
  const bytes = /^[0-9a-fA-F]{64}$/.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64');
  const distinct = new Set(bytes).size;
  if (bytes.length !== 32 || distinct < 8) {
    throw new ConfigError('master_key_invalid', `${source} must hold 32 random bytes, written as base64 or hex.`);
  }
  return bytes;
}

function operatorKey(value: string | undefined): string | undefined {
  if (value !== undefined && !/^[\x21-\x7e]{32,256}$/.test(value)) {
    throw new ConfigError(
      'operator_key_invalid',
      'WAYMARK_OPERATOR_KEY must be 32 to 256 printable characters without spaces.',
    );
  }
  return value;
}

function integer(environment: Environment, name: string, fallback: number, least: number, most: number): number {
  const value = text(environment, name);
  if (value === undefined) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new ConfigError(
      'setting_invalid',
      `${name} must be a whole number from ${least} to ${most} (it is "${value}").`,
    );
  }
  return number;
}

function flag(environment: Environment, name: string, fallback: boolean): boolean {
  const value = text(environment, name)?.toLowerCase();
  if (value === undefined) return fallback;
  if (['1', 'on', 'true', 'yes'].includes(value)) return true;
  if (['0', 'off', 'false', 'no'].includes(value)) return false;
  throw new ConfigError('setting_invalid', `${name} must be on or off (it is "${value}").`);
}

const NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

function proxies(environment: Environment, name: string): Config['trustProxy'] {
  const value = text(environment, name)?.toLowerCase();
  if (value === undefined || ['0', 'off', 'false', 'no'].includes(value)) return false;
  if (['on', 'true', 'yes'].includes(value)) return 1;
  if (/^[1-9]$/.test(value)) return Number(value);
  const addresses = value.split(',').map((part) => part.trim());
  if (addresses.every((part) => NETWORKS.has(part) || isAddressOrNetwork(part))) return addresses;
  throw new ConfigError(
    'setting_invalid',
    `${name} must be a number of proxies from 0 to 9, or addresses and networks such as 10.0.0.5,10.1.0.0/16 (it is "${value}").`,
  );
}

/** A network of everything is none: with it, whatever a client writes would be believed. */
function isAddressOrNetwork(value: string): boolean {
  const [, address = '', bits] = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/.exec(value) ?? [];
  const isV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(address);
  const isV6 = address.includes(':') && URL.canParse(`http://[${address}]/`);
  const inRange = bits === undefined || (Number(bits) >= 1 && Number(bits) <= (isV4 ? 32 : 128));
  return (isV4 || isV6) && inRange;
}

function oneOf<T extends string>(environment: Environment, name: string, values: readonly T[], fallback: T): T {
  const value = text(environment, name);
  if (value === undefined) return fallback;
  const found = values.find((candidate) => candidate === value);
  if (found === undefined)
    throw new ConfigError('setting_invalid', `${name} must be one of ${values.join(', ')} (it is "${value}").`);
  return found;
}

function origin(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const plain =
    url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
  if (!plain || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(
      'public_url_invalid',
      `${name} must be an origin such as https://badges.example.edu, without a path (it is "${value}").`,
    );
  }
  return url.origin;
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : resolve(process.cwd(), path);
}
