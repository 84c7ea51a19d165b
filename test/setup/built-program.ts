// The program as it is shipped: compiled once for a test file, laid out as in the image, run by plain Node.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface BuiltProgram {
  /** Path of the compiled `main.js`. */
  readonly main: string;
  remove(): void;
}

const root = join(import.meta.dirname, '../..');
/** What the compiled program looks for beside its own folder. */
const beside = ['node_modules', 'package.json', 'migrations', 'contexts', 'schemas'];

/** Types are not checked here; that is a check of its own. */
export async function buildProgram(): Promise<BuiltProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-program-'));
  for (const name of beside) symlinkSync(join(root, name), join(folder, name));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['-p', join(root, 'tsconfig.build.json'), '--noCheck', '--outDir', join(folder, 'build')];
  await promisify(execFile)(process.execPath, [compiler, ...options], { cwd: root });
  return { main: join(folder, 'build/main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
