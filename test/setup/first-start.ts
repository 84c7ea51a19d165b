// The program as a newcomer starts it: no key, no setting but a port and a folder, its output read as it comes.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { BuiltProgram } from './built-program.ts';
import { eventually } from './eventually.ts';

export interface Start {
  /** Where it says it can be reached. */
  readonly origin: string;
  /** All it has written up to now, on both streams. */
  output(): string;
  /** Waits for a line; its first group, or the whole. @throws Error with the output when the program ends without it */
  said(pattern: RegExp): Promise<string>;
  /** The exit code, when it has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it as an operator would. */
  stop(): Promise<{ readonly code: number | null; readonly milliseconds: number }>;
}

/** Printed before anything else happens to a new database: it is kept nowhere. */
export const operatorKeyLine = /Operator key, shown this once: (wmo_\w+)/;

/** Long enough for an empty folder on two cores that are busy with other tests. */
const SAID_WITHIN_MILLISECONDS = 110_000;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export function startAsNewcomer(
  program: BuiltProgram,
  port: number,
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Start {
  const child = spawn(process.execPath, ['--enable-source-maps', program.main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', PORT: String(port), WAYMARK_DATA_DIR: dataDir, ...environment },
  });
  running.add(child);
  let output = '';
  let hasEnded = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    // `close` comes after the last output was read.
    child.once('close', (code) => {
      running.delete(child);
      hasEnded = true;
      resolve(code);
    });
  });
  const said = (pattern: RegExp): Promise<string> => {
    const look = (): string | undefined => {
      const found = pattern.exec(output);
      if (found !== null) return found[1] ?? found[0];
      if (hasEnded) throw new Error(`The program ended without saying ${pattern}:\n${output}`);
      return undefined;
    };
    return eventually(`the program to say ${pattern}`, look, SAID_WITHIN_MILLISECONDS);
  };
  const stop = async () => {
    const began = Date.now();
    child.kill('SIGTERM');
    const code = await ended;
    return { code, milliseconds: Date.now() - began };
  };
  return { origin: `http://localhost:${port}`, output: () => output, said, ended, stop };
}
