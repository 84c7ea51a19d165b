// Sentences for the checks that look beyond the document: the key, the signature, the dates, the status, the author.
import type { CheckSentences } from '../check-texts.ts';

const reject = 'Do not rely on this badge. Ask the institution that is named in it.';
const retry = 'Try again in a few minutes. If it stays so, ask the institution that is named in it.';
const tellIssuer = 'Ask the institution; only it can put this right.';
const listAgain = 'Try again later. If it stays so, ask the institution whether the badge still stands.';
const earlier = { says: 'Not checked, because an earlier check did not pass.' };
const stillInForce = 'Ask the institution whether the badge is still in force.';

export const trustSentences: Pick<
  CheckSentences,
  'issuer_key' | 'proof' | 'validity' | 'status' | 'achievement_issuer'
> = {
  issuer_key: {
    ok: { says: 'The key that signed it is published by the institution itself.' },
    earlier_check_failed: earlier,
    no_method: { says: 'It does not say which key signed it.', next: reject },
    did_syntax: { says: 'The institution’s identifier is not written correctly.', next: tellIssuer },
    did_host_forbidden: {
      says: 'The institution’s identifier points to an address that no public institution can have.',
      next: reject,
    },
    budget: { says: 'It names more places to ask than we ask for one document.', next: retry },
    unsupported_method: {
      says: 'The institution identifies itself in a way that we cannot look up.',
      next: 'Ask the institution for another way to confirm the badge.',
    },
    unsupported_key_type: {
      says: 'The institution’s key is of a kind that we cannot check.',
      next: 'Ask the institution for another way to confirm the badge.',
    },
    unreachable: { says: 'The institution’s site could not be reached, so its key could not be read.', next: retry },
    redirect_refused: {
      says: 'The institution’s site sent us elsewhere for its key, and we do not follow.',
      next: tellIssuer,
    },
    response_too_large: { says: 'The institution’s site answered with far more than a key.', next: tellIssuer },
    timeout: { says: 'The institution’s site took too long to answer.', next: retry },
    tls: { says: 'The connection to the institution’s site is not secure, so its answer proves nothing.', next: retry },
    not_found: { says: 'The institution’s site does not publish its keys where it says.', next: tellIssuer },
    bad_document: { says: 'The institution’s list of keys cannot be read.', next: tellIssuer },
    document_id_mismatch: { says: 'The list of keys that we found belongs to somebody else.', next: reject },
    method_not_in_issuer_document: {
      says: 'The institution does not publish the key that signed this badge.',
      next: reject,
    },
    relationship: { says: 'The key belongs to the institution, but not for signing badges.', next: reject },
    controller_mismatch: {
      says: 'The key belongs to somebody other than the institution that is named.',
      next: reject,
    },
    key_revoked: { says: 'The institution has withdrawn the key that signed this badge.', next: reject },
    key_expired: { says: 'The key that signed this badge is past its last day.', next: reject },
    weak_key: { says: 'The key is too weak to protect anything.', next: reject },
    bad_key: { says: 'The institution’s key is damaged.', next: tellIssuer },
    jwk_not_bound: { says: 'It brings a key along that the institution does not publish.', next: reject },
    kid_not_issuer: { says: 'It names a key that is not the institution’s.', next: reject },
  },
  proof: {
    ok: { says: 'It is exactly as the institution signed it; not a character was changed.' },
    earlier_check_failed: earlier,
    missing: { says: 'It is not signed, so anybody could have written it.', next: reject },
    not_object: { says: 'Its signature cannot be read.', next: reject },
    signature: {
      says: 'The signature does not match: the badge was changed after it was signed, or somebody else signed it.',
      next: reject,
    },
    data_loss: { says: 'Part of it is not covered by the signature.', next: reject },
    undefined_context: { says: 'Part of it has no fixed meaning, so no signature can cover it.', next: tellIssuer },
    purpose: { says: 'It was signed for another purpose than to award a badge.', next: reject },
    created_syntax: { says: 'The date of the signature is not written correctly.', next: tellIssuer },
    expires_syntax: { says: 'The end date of the signature is not written correctly.', next: tellIssuer },
    proof_expired: {
      says: 'The signature was made for a limited time, which is over.',
      next: 'Ask the holder for a fresh copy from the institution.',
    },
    created_in_future: { says: 'The signature is dated in the future.', next: reject },
    proof_set: { says: 'It carries several signatures, and not all of them hold.', next: reject },
    proof_chain: { says: 'One of its signatures builds on another one that is not there.', next: reject },
    encoding: {
      says: 'The signature is damaged.',
      next: 'Ask the holder for the original file, as the institution handed it out.',
    },
    unsupported_suite: {
      says: 'It is signed by a method that we cannot check.',
      next: 'Ask the institution for another way to confirm the badge.',
    },
    legacy_suite: {
      says: 'It is signed by an older method that is no longer relied on.',
      next: 'Ask the institution to issue the badge again, or for another way to confirm it.',
    },
    no_key: {
      says: 'The signature could not be checked, because the institution’s key could not be had.',
      next: retry,
    },
    complexity_limit: { says: 'It is built so that checking it would take too long.', next: reject },
    deadline: { says: 'Checking it took longer than we allow, so this was left open.', next: retry },
    alg: { says: 'It is signed by a method that may not be used for badges.', next: reject },
    forbidden_header: { says: 'Its signature carries entries that are not allowed there.', next: reject },
    bad_header: { says: 'The head of its signature cannot be read.', next: reject },
    crit: { says: 'Its signature demands something that we do not know how to honour.', next: reject },
    claim_mismatch: {
      says: 'Its signature speaks of another badge, holder or date than the badge does.',
      next: reject,
    },
    key_suite_mismatch: {
      says: 'It names a key that cannot have made a signature of this kind.',
      next: reject,
    },
    base_proof: {
      says: 'It is the holder’s own copy, from which only a part is meant to be shown.',
      next: 'Ask the holder to choose what to show, and to hand out a copy of just that.',
    },
    challenge_mismatch: {
      says: 'It was not made in answer to this request.',
      next: 'Ask the holder to present it again.',
    },
    domain_mismatch: {
      says: 'It was made to be shown to somebody else.',
      next: 'Ask the holder to present it again.',
    },
  },
  validity: {
    ok: { says: 'It is in force today.' },
    earlier_check_failed: earlier,
    expired: { says: 'It was in force once, but has expired.', next: 'Ask the holder whether it has been renewed.' },
    not_yet_valid: { says: 'It is not in force yet.', next: 'Check again after the first day that it names.' },
  },
  status: {
    ok: { says: 'The institution has not withdrawn it.' },
    earlier_check_failed: earlier,
    no_entry: { says: 'The institution gave no way to ask whether it was withdrawn.' },
    revoked: {
      says: 'The institution has revoked it for good.',
      next: 'Do not rely on this badge. The institution can tell the holder why.',
    },
    suspended: {
      says: 'The institution has suspended it for now.',
      next: 'Ask the institution, or check again later.',
    },
    retrieval: { says: 'We could not ask whether it was withdrawn.', next: listAgain },
    list_unverified: {
      says: 'The institution’s list of withdrawn badges is not soundly signed, so it proves nothing.',
      next: listAgain,
    },
    list_malformed: { says: 'The institution’s list of withdrawn badges cannot be read.', next: listAgain },
    list_issuer_mismatch: { says: 'The list of withdrawn badges was made by somebody else.', next: stillInForce },
    list_id_mismatch: {
      says: 'We were given another list of withdrawn badges than the one we asked for.',
      next: listAgain,
    },
    list_purpose_mismatch: { says: 'The list that it names was made for another purpose.', next: stillInForce },
    list_too_short: { says: 'The list of withdrawn badges is shorter than the standard allows.', next: stillInForce },
    list_too_large: { says: 'The list of withdrawn badges is too large to read.', next: stillInForce },
    list_not_yet_valid: { says: 'The list of withdrawn badges is dated in the future.', next: listAgain },
    bad_index: { says: 'Its place in the list of withdrawn badges is not written correctly.', next: stillInForce },
    bad_entry: { says: 'It does not say clearly where to ask whether it was withdrawn.', next: stillInForce },
    range_error: { says: 'Its place lies outside the list of withdrawn badges.', next: stillInForce },
    stale: { says: 'The list of withdrawn badges is too old to rely on.', next: listAgain },
    unsupported_entry: { says: 'It uses a way of telling withdrawn badges that we do not know.', next: stillInForce },
    unsupported_purpose: { says: 'Its status is of a kind that we do not know.', next: stillInForce },
    unsupported_size: { says: 'Its status is written in a form that we do not know.', next: stillInForce },
    deadline: { says: 'Checking it took longer than we allow, so this was left open.', next: retry },
    rolled_back: {
      says: 'We were given an older list of withdrawn badges than one that we have seen before.',
      next: listAgain,
    },
    budget: { says: 'It names more places to ask than we ask for one document.', next: retry },
    not_a_status_list: {
      says: 'What the institution published in place of its list of withdrawn badges is no such list.',
      next: tellIssuer,
    },
    message: { says: 'The institution left a message about its state.' },
    refresh_available: { says: 'The institution says that there is a newer version of it.' },
  },
  achievement_issuer: {
    ok: { says: 'The achievement names no other author than the institution.' },
    earlier_check_failed: earlier,
    foreign_id: {
      says: 'The achievement has an address on another site than the institution’s, and nothing here shows that the institution may award it.',
      next: 'If that matters to you, look at that address.',
    },
    third_party_creator: {
      says: 'The achievement was written by somebody else, and nothing here shows that the institution may award it.',
      next: 'If that matters to you, ask the author of the achievement.',
    },
    no_achievement: { says: 'It is about no achievement.' },
  },
};
