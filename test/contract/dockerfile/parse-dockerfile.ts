// Reads the part of the Dockerfile language that ours uses, and refuses the rest: what is not understood is not tested.

export interface Instruction {
  readonly name: 'RUN' | 'COPY' | 'ENV' | 'WORKDIR' | 'USER' | 'VOLUME' | 'EXPOSE' | 'HEALTHCHECK' | 'CMD';
  /** `--from=build` and the like, in front of the arguments. */
  readonly flags: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Stage {
  readonly image: string;
  /** Its name, or its number when it has none. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

const KNOWN = ['RUN', 'COPY', 'ENV', 'WORKDIR', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'] as const;

/** @throws Error at an instruction it does not know */
export function parseDockerfile(text: string): Stage[] {
  const stages: { image: string; name: string; instructions: Instruction[] }[] = [];
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n/g, ' ')
    .split('\n');
  for (const line of lines) {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === 'FROM') {
      const [, image, name] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      if (image === undefined) throw new Error(`Dockerfile: cannot read "${line}"`);
      stages.push({ image, name: name ?? String(stages.length), instructions: [] });
      continue;
    }
    const known = KNOWN.find((candidate) => candidate === word);
    const stage = stages.at(-1);
    if (known === undefined || stage === undefined) throw new Error(`Dockerfile: cannot run "${line}"`);
    stage.instructions.push({ name: known, ...withoutFlags(rest) });
  }
  return stages;
}

function withoutFlags(rest: string): Pick<Instruction, 'flags' | 'text'> {
  const flags: Record<string, string> = {};
  let text = rest;
  for (let match; (match = /^--([a-z-]+)=(\S+)\s+/.exec(text)) !== null; text = text.slice(match[0].length)) {
    flags[match[1] ?? ''] = match[2] ?? '';
  }
  return { flags, text };
}

/** The program and its arguments: as they stand in the JSON form, through the shell in the other. */
export function commandOf(text: string): string[] {
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : ['/bin/sh', '-c', text];
}

/**
 * Whether a path of the build context is kept out by `.dockerignore`: the last line that fits decides.
 * Understands `*`, and names without wildcards, with `!` in front to let them in again.
 */
export function isIgnored(path: string, dockerignore: string): boolean {
  let ignored = false;
  for (const line of dockerignore.split('\n').map((raw) => raw.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const name = line.replace(/^!/, '');
    if (name !== '*' && /[*?[\]]/.test(name)) throw new Error(`.dockerignore: cannot read "${line}"`);
    if (name === '*' || path === name || path.startsWith(`${name}/`)) ignored = !line.startsWith('!');
  }
  return ignored;
}
