#!/usr/bin/env node
// The command line: picks a command and hands it what it needs. The only file that starts anything.
import { createApp } from './app.ts';
import { fsckCommand } from './commands/fsck.ts';
import { migrateCommand } from './commands/migrate.ts';
import { openapiCommand } from './commands/openapi.ts';
import { readmeCommand } from './commands/readme.ts';
import { serveCommand } from './commands/serve.ts';
import { startFailure } from './commands/start-failure.ts';
import { verifyCommand } from './commands/verify/verify.ts';
import { say } from './commands/waymark.ts';
import type { CommandSettings, OpenWaymark } from './commands/waymark.ts';
import { documentedConfig, readConfig, settingsTable, terminalLanguage } from './config.ts';
import { openMemoryDatabase } from './platform/db/pglite.ts';
import { negotiateLocale } from './platform/messages/locale.ts';
import { translatorFor } from './platform/messages/translator.ts';

// Whoever reads what is written may stop early; that changes nothing of what was found.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// What is written belongs to this account alone.
process.umask(0o077);

const language = terminalLanguage();
const t = translatorFor(negotiateLocale(language?.replace(/[_.].*$/, '')));
let settings: CommandSettings | undefined;

/** The settings, and how to open everything under them. */
function configured(): [CommandSettings, OpenWaymark] {
  const config = readConfig();
  settings = { ...config, operatorKey: config.secrets.operatorKey, language };
  return [settings, (progress) => createApp({ config, ...(progress !== undefined && { progress }) })];
}

/** The documentation does not depend on anyone's settings or data. */
async function documented() {
  return createApp({ config: documentedConfig(), database: await openMemoryDatabase() });
}

const commands: Readonly<Record<string, () => Promise<number> | number>> = {
  serve: () => serveCommand(...configured(), t),
  migrate: () => migrateCommand(configured()[1], t),
  fsck: () => fsckCommand(...configured(), t),
  verify: () => verifyCommand(words, { t, out: say, err: (text) => void process.stderr.write(`${text}\n`) }),
  openapi: () => openapiCommand(documented),
  readme: () => readmeCommand(settingsTable),
};

const [name = 'serve', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(`${t.text('start.unknownCommand', { name, known: Object.keys(commands).join(', ') })}\n`);
  // Whoever mistypes `verify` must not read a verdict out of the code.
  process.exitCode = 3;
} else {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${startFailure(error, t, settings)}\n`);
    process.exitCode = 1;
  }
}
