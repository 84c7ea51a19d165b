// If this fails, Waymark starts with settings that cannot work or are not safe, or refuses good ones.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settingsTable } from '../../src/config.ts';

const masterKey = '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f';
const operatorKey = 'a-key-that-is-long-enough-for-an-operator';
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db.example/waymark',
  WAYMARK_PUBLIC_URL: 'https://badges.example.edu',
  WAYMARK_MASTER_KEY: masterKey,
  WAYMARK_OPERATOR_KEY: operatorKey,
};
const folder = mkdtempSync(join(tmpdir(), 'waymark-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function refusal(environment: Record<string, string>): { code: string; message: string } | undefined {
  try {
    readConfig(environment);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { code: error.code, message: error.message };
  }
}

describe('readConfig', () => {
  it('works without any setting, on this computer alone', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: undefined,
      publicOrigin: 'http://localhost:8080',
      formerOrigins: [],
      sample: true,
      docs: true,
      secrets: { masterKey: undefined, operatorKey: undefined },
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(readConfig({ PORT: '9000' }).publicOrigin).toBe('http://localhost:9000');
  });

  it('in production serves everywhere, plays no sample and shows no documentation', () => {
    const config = readConfig({ ...production, WAYMARK_SAMPLE: 'on', WAYMARK_CRASH_AT: 'after-sign' });
    expect(config).toMatchObject({ production: true, host: '0.0.0.0', sample: false, docs: false, crashAt: undefined });
    expect(config.secrets.masterKey?.toString('hex')).toBe(masterKey);
  });

  it.each([
    ['no master key', { WAYMARK_MASTER_KEY: '' }, 'master_key_missing'],
    ['no operator key', { WAYMARK_OPERATOR_KEY: '' }, 'operator_key_missing'],
    ['the embedded database', { DATABASE_URL: '' }, 'embedded_in_production'],
    ['an address without TLS', { WAYMARK_PUBLIC_URL: 'http://badges.example.edu' }, 'public_url_not_https'],
    ['no address', { WAYMARK_PUBLIC_URL: '' }, 'public_url_not_https'],
  ])('production refuses %s', (_what, change, code) => {
    expect(refusal(production)).toBeUndefined();
    expect(refusal({ ...production, ...change })?.code).toBe(code);
  });

  it('production takes the embedded database when that is said aloud', () => {
    expect(refusal({ ...production, DATABASE_URL: '', WAYMARK_ALLOW_EMBEDDED: '1' })).toBeUndefined();
  });

  it.each([
    ['16 bytes', 'ABEiM0RVZneImaq7zN3u/w=='],
    ['16 bytes as hexadecimal', masterKey.slice(0, 32)],
    ['one byte thirty-two times', 'ab'.repeat(32)],
    ['zeros', '0'.repeat(64)],
    ['seven different bytes', '00010203040506'.repeat(5).slice(0, 64)],
    ['words', 'correct horse battery staple correct horse'],
    ['33 bytes', `${masterKey}aa`],
  ])('M-01 refuses a master key of %s, also outside production', (_what, value) => {
    for (const rest of [production, {}]) {
      const refused = refusal({ ...rest, WAYMARK_MASTER_KEY: value });
      expect(refused?.code).toBe('master_key_invalid');
      expect(refused?.message).not.toContain(value);
    }
  });

  it('reads a master key as base64 or hexadecimal, from the variable or from a file, not from both', () => {
    const file = join(folder, 'master');
    writeFileSync(file, `${Buffer.from(masterKey, 'hex').toString('base64')}\n`);
    expect(readConfig({ WAYMARK_MASTER_KEY_FILE: file }).secrets.masterKey?.toString('hex')).toBe(masterKey);
    expect(refusal({ WAYMARK_MASTER_KEY_FILE: file, WAYMARK_MASTER_KEY: masterKey })?.code).toBe('secret_twice');
    expect(refusal({ WAYMARK_MASTER_KEY_FILE: join(folder, 'none') })?.code).toBe('secret_unreadable');
  });

  it.each([
    ['PORT', '80a', 'setting_invalid'],
    ['PORT', '65536', 'setting_invalid'],
    ['PORT', '-1', 'setting_invalid'],
    ['WAYMARK_DATABASE_POOL', '0', 'setting_invalid'],
    ['WAYMARK_LOG_LEVEL', 'loud', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', 'maybe', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', '10', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', '10.0.0.0/0', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', '::/129', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', '10.0.0.256', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', '10.0.0', 'setting_invalid'],
    ['WAYMARK_TRUST_PROXY', '10.0.0.1,', 'setting_invalid'],
    ['WAYMARK_REQUESTS_PER_MINUTE', '1e9', 'setting_invalid'],
    ['WAYMARK_PUBLIC_URL', 'badges.example.edu', 'public_url_invalid'],
    ['WAYMARK_PUBLIC_URL', 'https://badges.example.edu/waymark', 'public_url_invalid'],
    ['WAYMARK_PUBLIC_URL', 'https://badges.example.edu/?a', 'public_url_invalid'],
    ['WAYMARK_PUBLIC_URL', 'https://user:word@badges.example.edu', 'public_url_invalid'],
    ['WAYMARK_PUBLIC_URL', 'ftp://badges.example.edu', 'public_url_invalid'],
    ['WAYMARK_FORMER_ORIGINS', 'https://a.example, b.example', 'public_url_invalid'],
    ['WAYMARK_OPERATOR_KEY', 'short', 'operator_key_invalid'],
    ['WAYMARK_OPERATOR_KEY', `${operatorKey} with spaces`, 'operator_key_invalid'],
  ])('refuses %s=%s in one sentence', (name, value, code) => {
    const refused = refusal({ [name]: value });
    expect(refused?.code).toBe(code);
    expect(refused?.message).toContain(name);
    expect(refused?.message.split('\n')).toHaveLength(1);
  });

  it.each([
    ['', false],
    ['off', false],
    ['0', false],
    ['1', 1],
    ['on', 1],
    ['2', 2],
    ['10.0.0.5, fd00::/8, loopback', ['10.0.0.5', 'fd00::/8', 'loopback']],
  ])('WAYMARK_TRUST_PROXY=%s never believes more proxies than are named', (value, expected) => {
    expect(readConfig({ WAYMARK_TRUST_PROXY: value }).trustProxy).toEqual(expected);
  });

  it('writes origins in one form, without a slash and in lower case', () => {
    const formerOrigins = ' https://Old.Example/ ,http://localhost:80,';
    const config = readConfig({
      WAYMARK_PUBLIC_URL: 'https://Badges.Example.edu:443/',
      WAYMARK_FORMER_ORIGINS: formerOrigins,
    });
    expect(config.publicOrigin).toBe('https://badges.example.edu');
    expect(config.formerOrigins).toEqual(['https://old.example', 'http://localhost']);
  });

  it('tells of every setting in the table, once', () => {
    const names = settingsTable.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['PORT', 'DATABASE_URL', ...Object.keys(production)]));
    expect(settingsTable.every(({ fallback, meaning }) => fallback !== '' && meaning !== '')).toBe(true);
  });
});
