// Waymark as a process of its own: started, asked over a socket, stopped, or found dead.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { BuiltProgram } from './built-program.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { httpCaller } from './http-caller.ts';
import type { HttpCaller } from './http-caller.ts';
import { testOrigin } from './test-app.ts';

export type Environment = Readonly<Record<string, string>>;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  /** On the loopback address. */
  readonly port: number;
  /** A caller with this key, or with none. */
  caller(key?: string, memberId?: string): HttpCaller;
  readonly operator: HttpCaller;
  /** How it ended; undefined while it runs. */
  ending(): Ending | undefined;
  /** Asks it to end, as an operator would. */
  stop(): Promise<Ending>;
  /** Ends it as a power cut would. */
  kill(): Promise<Ending>;
}

/** The same for every program of the tests, so that all of them can open the same sealed keys. */
export const programMasterKey = '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f';
export const programOperatorKey = 'operator-key-of-the-programs-0123456789';

const READY_WITHIN_MILLISECONDS = 60_000;

/** V8 compiles PGlite once, simply: a program of the tests starts often and does little. */
const QUICK_START = ['--liftoff-only'];

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a server; resolves when it is ready. @throws Error with what it said when it ended instead */
export async function startProgram(program: BuiltProgram, environment: Environment): Promise<RunningProgram> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const { child, ended, ending } = launch(program, ['serve'], { ...environment, PORT: String(port) });
    const base = `http://127.0.0.1:${port}`;
    const ready = async (): Promise<Ending | 'ready' | undefined> =>
      ending() ?? ((await answers(base)) ? 'ready' : undefined);
    const state = await eventually('the program to be ready', ready, READY_WITHIN_MILLISECONDS).catch((error) => {
      child.kill('SIGKILL');
      throw error;
    });
    if (state === 'ready') {
      const end = (signal: NodeJS.Signals): Promise<Ending> => {
        child.kill(signal);
        return ended;
      };
      const caller = (key?: string, memberId?: string) => httpCaller(base, key, memberId);
      const operator = caller(programOperatorKey);
      return { port, caller, operator, ending, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
    }
    // Another test may have taken the port meanwhile.
    if (attempt < 3 && state.stderr.includes(`Port ${port} is in use`)) continue;
    throw new Error(`The program ended with ${state.code ?? state.signal}:\n${state.stdout}${state.stderr}`);
  }
}

/** Runs a command to its end. */
export function runProgram(program: BuiltProgram, args: readonly string[], environment: Environment): Promise<Ending> {
  return launch(program, args, environment).ended;
}

function launch(program: BuiltProgram, args: readonly string[], environment: Environment) {
  const child = spawn(process.execPath, [...QUICK_START, program.main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      HOST: '127.0.0.1',
      WAYMARK_PUBLIC_URL: testOrigin,
      WAYMARK_MASTER_KEY: programMasterKey,
      WAYMARK_OPERATOR_KEY: programOperatorKey,
      WAYMARK_SAMPLE: 'off',
      WAYMARK_LOG_LEVEL: 'warn',
      WAYMARK_REQUESTS_PER_MINUTE: '100000',
      ...environment,
    },
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let how: Ending | undefined;
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    // `close` comes after the last output was read.
    child.once('close', (code, signal) => {
      running.delete(child);
      how = { code, signal, stdout, stderr };
      resolve(how);
    });
  });
  return { child, ended, ending: () => how };
}

async function answers(base: string): Promise<boolean> {
  try {
    return (await fetch(`${base}/health/ready`)).ok;
  } catch {
    return false;
  }
}
