// Named places at which a test may have the process die, to prove that a restart finishes what was begun.

export const crashPointNames = [
  'before-reserve',
  'after-reserve',
  'after-signing-noted',
  'after-sign',
  'after-verify',
  'before-settle-commit',
  'after-settle',
  'after-list-signed',
] as const;
export type CrashPointName = (typeof crashPointNames)[number];

/** Called at each point as issuing passes it. */
export type CrashPoint = (name: CrashPointName) => void;

export const noCrash: CrashPoint = () => undefined;
