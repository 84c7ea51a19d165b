// If this fails, README tells of settings, problems, folders or commands that are not those of the program.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withGeneratedTables } from '../../src/commands/readme.ts';
import { settingsTable } from '../../src/config.ts';

const readme = readFileSync('README.md', 'utf8');
const { scripts, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

describe('README', () => {
  it('has the settings and the problems as they are', () => {
    expect(readme).toBe(withGeneratedTables(readme, settingsTable));
  });

  it('names every setting that the configuration reads, and no other', () => {
    const source = readFileSync('src/config.ts', 'utf8');
    const read = [...source.matchAll(/(secret)?\(?environment(?:, |\[)'([A-Z][A-Z0-9_]*)'/g)].flatMap(
      ([, secret, name = '']) => (secret === undefined ? [name] : [name, `${name}_FILE`]),
    );
    expect([...new Set(read)].toSorted()).toEqual(settingsTable.map((row) => row.name).toSorted());
  });

  it('shows folders and files that are there', () => {
    const named = [...readme.matchAll(/`((?:src|test|contexts|schemas|migrations)\/[\w./-]*)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    expect(existsSync('test/golden/badge-page.png')).toBe(true);
  });

  it('shows commands that are there', () => {
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('gives every dependency its reason', () => {
    const table = readme.slice(readme.indexOf('## Dependencies'), readme.indexOf('## What is not there yet'));
    const unnamed = Object.keys(dependencies).filter(
      (name) => !table.includes(`\`${name}\``) && !table.includes(`\`${name.split('/').at(-1)}\``),
    );
    expect(unnamed).toEqual([]);
  });
});
