// Holds modules against the rules and says, one sentence each, which import or use breaks which.
import { posix } from 'node:path';
import type { Module } from './import-scan.ts';
import { floors, onlyIn, orders, reserved } from './rules.ts';
import type { OnlyIn } from './rules.ts';

/** Everything in the modules that the rules forbid; empty when the house stands. */
export function violationsOf(modules: readonly Module[]): string[] {
  const paths = new Set(modules.map((module) => module.path));
  const targets = new Map(modules.map((module) => [module.path, localTargets(module)]));
  const found: string[] = [];
  for (const module of modules) {
    if (roomOf(module.path) === undefined) found.push(`${module.path}: its room has no place in the table of floors`);
    for (const target of targets.get(module.path) ?? []) {
      const broken = paths.has(target.path)
        ? brokenDirection(module.path, target.path)
        : `is not a module below src (${target.path})`;
      if (broken !== undefined) found.push(`${module.path}:${target.line} imports ${target.path}, which ${broken}`);
    }
    for (const rule of onlyIn) found.push(...brokenReach(module, rule));
  }
  return [...found, ...circlesIn(targets)];
}

interface Target {
  readonly path: string;
  readonly line: number;
}

function localTargets(module: Module): Target[] {
  return module.imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier, line }) => ({ path: posix.join(posix.dirname(module.path), specifier), line }));
}

function brokenDirection(from: string, to: string): string | undefined {
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  if (fromRoom === undefined || toRoom === undefined) return undefined;
  const allowed = reserved[toRoom.name];
  if (allowed !== undefined && from !== to && !allowed.includes(from)) return `only ${allowed.join(', ')} may import`;
  if (fromRoom.name === toRoom.name) return brokenOrder(fromRoom.name, from, to);
  if (toRoom.floor > fromRoom.floor) return 'stands on a higher floor';
  if (toRoom.floor === fromRoom.floor) return 'is a neighbour on the same floor';
  return undefined;
}

/** Inside a room whose folders follow one another, only leftwards. */
function brokenOrder(room: string, from: string, to: string): string | undefined {
  const order = orders[room];
  if (order === undefined) return undefined;
  const rowOf = (path: string): number =>
    order.findIndex((row) => row.some((name) => path.startsWith(`${room}${name}`)));
  const [fromRow, toRow] = [rowOf(from), rowOf(to)];
  if (fromRow === -1) return `cannot be judged: ${from} has no place in the order inside ${room}`;
  if (toRow === -1) return `has no place in the order inside ${room}`;
  if (toRow > fromRow) return `comes later inside ${room}`;
  const folder = (path: string): string => path.slice(room.length).split('/')[0] ?? '';
  return toRow === fromRow && folder(from) !== folder(to) ? `is a neighbour inside ${room}` : undefined;
}

function brokenReach(module: Module, rule: OnlyIn): string[] {
  if (rule.rooms.some((room) => isIn(module.path, room))) return [];
  const imports = module.imports.filter(
    ({ specifier, typeOnly }) =>
      !(typeOnly && rule.typesAreFree === true) && rule.modules?.some((name) => isNamed(specifier, name)) === true,
  );
  const globals = module.globals.filter(({ name }) => name === rule.global);
  return [...imports, ...globals].map(
    ({ line }) => `${module.path}:${line} reaches for ${rule.what}, which belongs in ${rule.rooms.join(', ')} only`,
  );
}

function roomOf(path: string): { readonly name: string; readonly floor: number } | undefined {
  for (const [floor, rooms] of floors.entries()) {
    const name = rooms.find((room) => isIn(path, room));
    if (name !== undefined) return { name, floor };
  }
  return undefined;
}

function isIn(path: string, room: string): boolean {
  if (room.startsWith('*')) return path.endsWith(room.slice(1));
  return room.endsWith('/') ? path.startsWith(room) : path === room;
}

function isNamed(specifier: string, name: string): boolean {
  if (name.startsWith('./*')) return specifier.startsWith('.') && specifier.endsWith(name.slice(3));
  const bare = specifier.replace(/^node:/, '');
  return name.endsWith('*') ? bare.startsWith(name.slice(0, -1)) : bare === name;
}

/** Each module that reaches itself, with the way there. */
function circlesIn(targets: ReadonlyMap<string, readonly Target[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start !== -1) found.push(`a circle: ${[...way.slice(start), path].join(' → ')}`);
    if (start !== -1 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target.path, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return found;
}
