// POST /vc-api/credentials/issue (VCALM 1.0, "Issue Credential"): signs any credential of the W3C data model under the
// deployment's own did:key, for its operator, where that is switched on; and GET /vc-api, which names that did:key.
import { Type } from 'typebox';
import type { SignGeneralCredential } from '../../credentials/sign-general-credential.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { ApiServer } from '../api/api-server.ts';
import { Closed, answer, creatingHeaders, operatorSecurity, problemAnswers } from '../api/fields.ts';
import { anyCall } from '../principal.ts';
import { ProblemDetails } from './verify.ts';

const tags = ['VC-API'];
const did = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
const unsigned = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential'],
  issuer: did,
  credentialSubject: { id: 'did:example:subject' },
};
const Credential = Type.Unsafe<JsonObject>({ type: 'object', additionalProperties: true });

const refusals = problemAnswers(
  'unauthenticated',
  'forbidden',
  'not-found',
  'payload-too-large',
  'unsupported-media-type',
  'rate-limited',
  'internal',
  'key-unavailable',
);

/** @param signing undefined where the deployment does not sign for this door */
export function issueRoutes(app: ApiServer, signing: SignGeneralCredential | undefined): void {
  app.get('/vc-api', {
    config: { operation: 'vc-api.read' },
    schema: {
      operationId: 'vcApiIssuer',
      tags,
      security: operatorSecurity,
      summary: 'The issuer of this door (VC-API)',
      description:
        'The did:key under which /vc-api/credentials/issue signs; put it into `issuer`. 404 unless WAYMARK_VC_API_ISSUE is on.',
      response: {
        200: answer('The issuer', Type.Object({ issuer: Type.String() }), { issuer: did }),
        ...refusals,
      },
    },
    handler: async (request) => ({ issuer: await switchedOn(signing).issuer(anyCall(request)) }),
  });
  app.post('/vc-api/credentials/issue', {
    config: { operation: 'vc-api.issue' },
    schema: {
      operationId: 'vcApiIssueCredential',
      tags,
      security: operatorSecurity,
      summary: 'Sign a credential (VC-API)',
      description:
        'Any credential of the data model 2.0 whose contexts are known or written into it (1.1 where WAYMARK_VC_API_ISSUE_V1 is on). `issuer` is the did:key that GET /vc-api names. Refused are status lists, addresses of this deployment as identifiers, and what a JSON-LD processor would drop. No award stands behind it, and it is not kept. 404 unless WAYMARK_VC_API_ISSUE is on.',
      headers: creatingHeaders,
      body: Closed(
        {
          credential: Credential,
          options: Type.Optional(
            Type.Object({}, { additionalProperties: true, description: 'Options that are not known are ignored' }),
          ),
        },
        { examples: [{ credential: unsigned }] },
      ),
      response: {
        201: answer('The signed credential', Type.Object({ verifiableCredential: Credential }), {
          verifiableCredential: {
            ...unsigned,
            proof: [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' }],
          },
        }),
        ...refusals,
        400: answer('Refused', Type.Object({ problemDetails: ProblemDetails }), {
          problemDetails: [
            {
              type: 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR',
              title: 'The credential would not pass verification',
              detail: 'The document cannot be signed without loss (gpa).',
              code: 'undefined_term',
              pointer: '/credentialSubject/gpa',
            },
          ],
        }),
      },
    },
    handler: async (request, reply) => {
      const verifiableCredential = await switchedOn(signing).sign(anyCall(request), request.body.credential);
      void reply.code(201);
      return { verifiableCredential };
    },
  });
}

function switchedOn(signing: SignGeneralCredential | undefined): SignGeneralCredential {
  if (signing !== undefined) return signing;
  throw new Problem('not-found', { detail: 'This deployment does not sign at this door (WAYMARK_VC_API_ISSUE).' });
}
