// The claims of a JWT around a credential or presentation. In the older data model the document is itself a claim and the
// registered ones stand for members of it (VCDM 1.1 §6.3.1); in the newer one it is the payload (VC-JOSE-COSE §3.1.1), and Open
// Badges 3.0 §8.2.4 has claims beside its members. What is said twice must be the same twice.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { formatDateTime, parseDateTimeStamp } from './date-time.ts';
import { kindOf } from './document-kind.ts';
import type { DataModel, DocumentKind } from './document-kind.ts';

/** Seconds since 1970. */
export interface JwtTimes {
  readonly notBefore?: number;
  readonly expires?: number;
}

/** The last second that a date with four digits can name. */
const lastSecond = 253_402_300_799;

/** Kinds whose standard says that `nbf` and `exp` are the dates of the document, not only of the signature. */
const boundKinds: readonly DocumentKind[] = ['open-badge', 'endorsement', 'clr'];

/** Kinds that are about nobody and that nobody counts; wallets and registries use the two claims as they like there. */
const namesNobody: readonly DocumentKind[] = ['presentation', 'status-list'];

/** When the JWT itself begins and ceases to hold; a claim that is no time is left out, and fails `claimProblem`. */
export function jwtTimes({ nbf, exp }: JsonObject): JwtTimes {
  return {
    ...(isTime(nbf) ? { notBefore: nbf } : {}),
    ...(isTime(exp) ? { expires: exp } : {}),
  };
}

/**
 * The credential or presentation that a JWT carries. One that is a claim gets from the other claims what it leaves out:
 * its id, issuer or holder, dates, and the id of its only subject.
 */
export function credentialOfJwt(payload: JsonObject): JsonObject {
  const { vc, vp, iss, jti, nbf, exp, sub } = payload;
  if (isJsonObject(vc)) {
    return {
      ...withText('id', jti),
      ...withDate('issuanceDate', nbf),
      ...withDate('expirationDate', exp),
      ...vc,
      ...issuerOf(vc, iss),
      ...subjectOf(vc, sub),
    };
  }
  if (!isJsonObject(vp)) return payload;
  // The JWT is signed as it stands, so a member that says nothing hides nothing; some wallets write such.
  const said = Object.fromEntries(Object.entries(vp).filter(([, value]) => value !== null));
  return { ...withText('id', jti), ...withText('holder', iss), ...said };
}

/**
 * The name of the first claim that disagrees with the document, or of the one that must not be where it is; undefined
 * when all agree.
 * @param controllerId whose key the signature is checked with
 */
export function claimProblem(
  payload: JsonObject,
  document: JsonObject,
  dataModel: DataModel,
  controllerId: string,
): string | undefined {
  const kind = kindOf(document);
  return (
    formProblem(payload, dataModel, kind) ??
    partyProblem(payload, document, controllerId) ??
    (namesNobody.includes(kind) ? undefined : namesProblem(payload, document)) ??
    timesProblem(payload, document, kind)
  );
}

/** Which claim holds the document decides which data model it is of, and the other way round. */
function formProblem(payload: JsonObject, dataModel: DataModel, kind: DocumentKind): string | undefined {
  const holding = ['vc', 'vp'].filter((name) => name in payload);
  const [claim] = holding;
  if (claim === undefined) return dataModel === '2.0' ? undefined : '@context';
  const isAlone = holding.length === 1 && isJsonObject(payload[claim]) && !('@context' in payload);
  const isRightModel = dataModel === '1.1' || kind === 'presentation';
  return isAlone && isRightModel ? undefined : claim;
}

function partyProblem(payload: JsonObject, document: JsonObject, controllerId: string): string | undefined {
  const { iss } = payload;
  if (iss === undefined) return 'vc' in payload ? 'iss' : undefined;
  const party = kindOf(document) === 'presentation' ? document.holder : document.issuer;
  const id = isJsonObject(party) ? party.id : party;
  return iss === controllerId && isText(iss, id) ? undefined : 'iss';
}

/** `jti` and `sub` name the credential and whom it is about. */
function namesProblem({ jti, sub }: JsonObject, { id, credentialSubject }: JsonObject): string | undefined {
  if (!isText(jti, id)) return 'jti';
  const subjects = isJsonArray(credentialSubject) ? credentialSubject : [credentialSubject];
  const [subject, ...others] = subjects;
  if (sub === undefined) return undefined;
  return others.length === 0 && isText(sub, isJsonObject(subject) ? subject.id : undefined) ? undefined : 'sub';
}

function timesProblem({ nbf, exp }: JsonObject, document: JsonObject, kind: DocumentKind): string | undefined {
  if (nbf !== undefined && !isTime(nbf)) return 'nbf';
  if (exp !== undefined && !isTime(exp)) return 'exp';
  if (!boundKinds.includes(kind)) return undefined;
  const begins = secondsOf(document.validFrom ?? document.issuanceDate);
  const ends = secondsOf(document.validUntil ?? document.expirationDate);
  if (nbf !== undefined && begins !== undefined && Math.floor(nbf) !== begins) return 'nbf';
  // An earlier end is an end all the same; see `jwtTimes`. A later one contradicts what the document says.
  return exp !== undefined && ends !== undefined && Math.floor(exp) > ends ? 'exp' : undefined;
}

/** Whether a claim, where there is one, is a text and that of the member, where there is one. */
function isText(claim: JsonValue | undefined, member: JsonValue | undefined): boolean {
  return claim === undefined || (typeof claim === 'string' && (member === undefined || member === claim));
}

function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= lastSecond;
}

function secondsOf(date: JsonValue | undefined): number | undefined {
  const moment = parseDateTimeStamp(date);
  return moment && Math.floor(moment.getTime() / 1000);
}

function withText(member: string, claim: JsonValue | undefined): JsonObject {
  return typeof claim === 'string' ? { [member]: claim } : {};
}

function withDate(member: string, claim: JsonValue | undefined): JsonObject {
  return isTime(claim) ? { [member]: formatDateTime(new Date(claim * 1000)) } : {};
}

function issuerOf({ issuer }: JsonObject, iss: JsonValue | undefined): JsonObject {
  if (issuer === undefined) return withText('issuer', iss);
  return isJsonObject(issuer) ? { issuer: { ...withText('id', iss), ...issuer } } : {};
}

function subjectOf({ credentialSubject: subject }: JsonObject, sub: JsonValue | undefined): JsonObject {
  return isJsonObject(subject) ? { credentialSubject: { ...withText('id', sub), ...subject } } : {};
}
