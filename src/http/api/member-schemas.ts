// How a member is sent and shown.
import { Type } from 'typebox';
import { roles } from '../../kernel/principal.ts';
import { Named, Closed, Email, Id, Moment, OneOf, Text } from './fields.ts';

const Roles = Type.Array(OneOf(roles, 'What a member may do'), {
  minItems: 1,
  maxItems: roles.length,
  uniqueItems: true,
});
const example = { name: 'Maria Ortiz', email: 'maria@example.edu', emailVerified: true, roles: ['assessor'] };
export const NewMemberBody = Closed(
  {
    name: Text(200),
    email: Email('Address at which the member is known'),
    emailVerified: Type.Optional(
      Type.Boolean({
        description:
          'The institution vouches that the address is this person’s; members with the same one are one person',
      }),
    ),
    roles: Roles,
  },
  { examples: [example] },
);
export const MemberBody = Closed(
  { name: Text(200), roles: Roles },
  { examples: [{ name: 'Maria Ortiz', roles: ['assessor', 'author'] }] },
);
export const MemberAnswer = Named(
  'Member',
  Type.Object({
    id: Id('member'),
    name: Type.String(),
    email: Type.String({ description: 'Lower case' }),
    emailVerified: Type.Boolean(),
    roles: Roles,
    version: Type.Integer(),
    createdAt: Moment('When the member was added'),
  }),
);
export const memberExample = {
  id: 'mem_0hRvXkQ2mY7dWc5TzB9nLf',
  ...example,
  version: 1,
  createdAt: '2026-11-25T13:07:28.000Z',
};
