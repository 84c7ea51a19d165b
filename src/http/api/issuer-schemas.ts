// How an issuer profile is sent and shown.
import { Type } from 'typebox';
import { proofSuites, statusPurposes } from '../../catalog/issuers/issuer.ts';
import { Named, Closed, Email, Id, Moment, OneOf, Text, WebUrl } from './fields.ts';
import { AddressSchema } from './institutions.ts';

const example = {
  name: 'Cumberland Plateau Teaching Cooperative',
  url: 'https://plateau-teaching.example',
  email: 'badges@plateau-teaching.example',
};
const members = {
  name: Text(200, { description: 'The name that badges show' }),
  url: Type.Optional(WebUrl('Home page')),
  email: Type.Optional(Email('Public contact address')),
  description: Type.Optional(Text(2000)),
  address: Type.Optional(AddressSchema),
  imageId: Type.Optional(Id('image', 'An image of this institution, for example its logo')),
  proofSuite: Type.Optional(OneOf(proofSuites, 'How credentials are signed; `eddsa-rdfc-2022` when left out')),
  statusPurposes: Type.Optional(
    Type.Array(OneOf(statusPurposes, 'What can be told of a credential later'), {
      minItems: 1,
      maxItems: statusPurposes.length,
      uniqueItems: true,
      contains: { const: 'revocation' },
      description:
        'Which status entries a new credential carries. One entry, `revocation`, is the form of Open Badges 3.0. With `suspension` a credential can be suspended too and carries two entries: VCDM 2.0 allows that, the JSON Schema of Open Badges 3.0 does not.',
    }),
  ),
};
export const IssuerBody = Closed(members, { examples: [example] });
export const NewIssuerBody = Closed(
  {
    ...members,
    didMethod: Type.Optional(
      OneOf(
        ['web', 'key'],
        '`web` (when left out): a DID document that this deployment serves, with keys that can be replaced. ' +
          '`key`: the DID is its one key. It can never be changed',
      ),
    ),
  },
  { examples: [{ ...example, didMethod: 'web' }] },
);

export const IssuerAnswer = Named(
  'Issuer',
  Type.Object({
    id: Id('issuer'),
    did: Type.String({ description: 'The identity that stands in badges as their issuer' }),
    didMethod: OneOf(['web', 'key'], 'Chosen when the profile was made'),
    ...members,
    keys: Type.Array(
      Type.Object({
        id: Id('signingKey'),
        purpose: Type.String({ description: '`assertion` signs credentials, `status` signs status lists' }),
        state: Type.String(),
        publicKeyMultibase: Type.String(),
        verificationMethod: Type.String({ description: 'Its id in the DID document' }),
      }),
    ),
    version: Type.Integer(),
    createdAt: Moment('When it was made'),
  }),
);
const did = 'did:web:badges.example.edu:issuers:iss_0hRvXkQ2mY7dWc5TzB9nLf';
const publicKeyMultibase = 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
export const issuerExample = {
  id: 'iss_0hRvXkQ2mY7dWc5TzB9nLf',
  did,
  didMethod: 'web',
  ...example,
  proofSuite: 'eddsa-rdfc-2022',
  statusPurposes: ['revocation'],
  keys: [
    {
      id: 'sgk_0hRvXkQ2mY7dWc5TzB9nLf',
      purpose: 'assertion',
      state: 'active',
      publicKeyMultibase,
      verificationMethod: `${did}#${publicKeyMultibase}`,
    },
  ],
  version: 1,
  createdAt: '2026-11-25T13:07:28.000Z',
};
