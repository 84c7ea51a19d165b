// The English tables, gathered. They are the model: every other language has exactly their keys and placeholders.
import { achievement } from './achievement.ts';
import { badge } from './badge.ts';
import { checks } from './checks.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { institution } from './institution.ts';
import { kinds } from './kinds.ts';
import { layout } from './layout.ts';
import { problemTexts } from './problems.ts';
import { start } from './start.ts';
import { verify } from './verify.ts';
import { verifyCommand } from './verify-command.ts';

export const english = {
  rooms: { layout, home, verify, badge, achievement, kinds, institution, errors, start, verifyCommand },
  checks,
  problems: problemTexts,
} as const;
