// Builds the image without a container engine: each stage is a folder, each instruction is carried out in it.
import { execFile } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { commandOf } from './parse-dockerfile.ts';
import type { Instruction, Stage } from './parse-dockerfile.ts';

export interface Image {
  readonly workFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Undefined where we are not root and cannot become anyone else. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  /** The commands of RUN that were carried out, in order. */
  readonly ran: readonly string[];
}

const isRoot = process.getuid?.() === 0;

/**
 * Carries out all stages in `folder`, taking files from `context`.
 * @throws Error when a command fails or a file to copy is not there
 */
export async function buildImage(stages: readonly Stage[], context: string, folder: string): Promise<Image> {
  const ran: string[] = [];
  let image: Image | undefined;
  for (const stage of stages) {
    const root = join(folder, stage.name);
    mkdirSync(root, { recursive: true });
    image = await buildStage(stage, root, { context, folder, ran });
  }
  if (image === undefined) throw new Error('Dockerfile: no stage');
  return image;
}

interface Surroundings {
  readonly context: string;
  readonly folder: string;
  readonly ran: string[];
}

async function buildStage(stage: Stage, root: string, around: Surroundings): Promise<Image> {
  let workFolder = root;
  let user = 'root';
  let command: string[] = [];
  let healthCheck: string[] = [];
  const environment: Record<string, string> = {};
  for (const { name, flags, text } of stage.instructions) {
    switch (name) {
      case 'WORKDIR':
        workFolder = join(root, text);
        mkdirSync(workFolder, { recursive: true });
        break;
      case 'ENV':
        for (const [, key = '', value = ''] of text.matchAll(/([A-Z_]+)=(\S+)/g)) environment[key] = value;
        break;
      case 'COPY':
        copy({ flags, text }, workFolder, around);
        break;
      case 'USER':
        user = text;
        break;
      case 'RUN':
        around.ran.push(text);
        await run(commandOf(text), workFolder, environment, accountOf(user));
        break;
      case 'CMD':
        command = commandOf(text);
        break;
      case 'HEALTHCHECK':
        healthCheck = commandOf(text.replace(/^CMD\s+/, ''));
        break;
      case 'VOLUME':
        if (!statSync(join(root, text)).isDirectory()) throw new Error(`Dockerfile: no folder ${text} for the volume`);
        break;
      case 'EXPOSE':
        break;
    }
  }
  return { workFolder, environment, account: accountOf(user), user, command, healthCheck, ran: around.ran };
}

function accountOf(user: string): Image['account'] {
  const [uid = Number.NaN, gid = Number.NaN] = user === 'root' ? [0, 0] : user.split(':').map(Number);
  if (!Number.isInteger(uid) || !Number.isInteger(gid)) throw new Error(`Dockerfile: user ${user} is not uid:gid`);
  return isRoot ? { uid, gid } : undefined;
}

async function run(
  [program = '', ...args]: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  account: Image['account'],
): Promise<void> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment };
  const options = { cwd, env, ...account, maxBuffer: 64 * 1024 * 1024 };
  await promisify(execFile)(program, args, options).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}\n${error.stderr ?? ''}`, { cause: error });
  });
}

/** Files go to the target's folder; a folder's content goes into the target. */
function copy({ flags, text }: Omit<Instruction, 'name'>, workFolder: string, around: Surroundings): void {
  const from = flags['from'] === undefined ? around.context : join(around.folder, flags['from']);
  const names = text.split(/\s+/);
  const target = join(workFolder, names.pop() ?? '');
  for (const name of names) {
    const source = join(from, name);
    const isFolder = statSync(source).isDirectory();
    cpSync(source, isFolder ? target : join(target, basename(name)), { recursive: true, verbatimSymlinks: true });
  }
  if (flags['chown'] !== undefined && isRoot) giveTo(flags['chown'], target);
}

function giveTo(owner: string, path: string): void {
  const [uid = Number.NaN, gid = Number.NaN] = owner.split(':').map(Number);
  chownSync(path, uid, gid);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(owner, join(path, name));
}
