// Sentences for the checks of what stands around a badge: who it is about, its picture, a newer copy, who vouches for
// it, its evidence, whether the institution is known, badges inside it, who shows it; and for badges of the older kind.
import type { CheckSentences } from '../check-texts.ts';

const reject = 'Do not rely on this badge. Ask the institution that is named in it.';
const askIssuer = 'Ask the institution that is named in it.';
const askWhatCounts = 'If that matters to you, ask the institution that is named in it.';
const retry = 'Try again in a few minutes. If it stays so, ask the institution that is named in it.';
const earlier = { says: 'Not checked, because an earlier check did not pass.' };
const notAsked = { says: 'Not checked, because nobody asked for it.' };

export const aroundSentences: Pick<
  CheckSentences,
  | 'open_badge'
  | 'recipient'
  | 'image'
  | 'refresh'
  | 'endorsement'
  | 'evidence_digest'
  | 'issuer_trust'
  | 'credential'
  | 'holder'
  | 'legacy'
> = {
  open_badge: {
    ok: { says: 'It is an Open Badge 3.0.' },
    earlier_check_failed: { says: 'What kind of document it is could not be read.' },
    learner_record: { says: 'It is no single badge but a learner record, which holds several.' },
    endorsement: { says: 'It is no badge but an endorsement: somebody’s word about a badge or an institution.' },
    status_list: { says: 'It is no badge but a list that says which badges were withdrawn.' },
    presentation: { says: 'It is no badge but a folder of credentials, put together by whoever shows it.' },
    other_credential: {
      says: 'It is not an Open Badge. It is a credential of another kind, held only to the rules that all share.',
      next: 'Read what it says of itself before you take it for a badge.',
    },
    open_badges_2: {
      says: 'It is an older Open Badge, of version 2.0, which rests on its website and not on a signature inside it.',
      next: 'Ask the holder for the badge in version 3.0, if there is one.',
    },
  },
  recipient: {
    ok: { says: 'It was awarded to the person you named.' },
    earlier_check_failed: earlier,
    not_asked: { says: 'Not checked, because you did not say whom you have in mind.' },
    no_match: { says: 'It was awarded to somebody other than the person you named.', next: reject },
    unsupported_hash: { says: 'It hides its recipient in a way that we cannot compare.', next: askIssuer },
    no_identifier: {
      says: 'It does not name its recipient in the way you did, so the two cannot be compared.',
      next: 'Try another way of naming the person, or ask the institution.',
    },
  },
  image: {
    ok: { says: 'This is the picture that the institution gave it.' },
    earlier_check_failed: earlier,
    no_picture: { says: 'It was not handed in as a picture.' },
    no_reference: {
      says: 'It does not say what its picture looks like, so any picture could have been put around it.',
      next: 'Go by what the badge says, not by its picture.',
    },
    unsupported_digest: {
      says: 'It describes its picture in a way that we cannot compare.',
      next: 'Go by what the badge says, not by its picture.',
    },
    mismatch: { says: 'The badge was put into a picture that is not its own.', next: reject },
    trailing_bytes: { says: 'Something stands behind the end of the picture file; it was not read.' },
  },
  refresh: {
    ok: { says: 'A newer copy was had from the institution, and that one was checked.' },
    earlier_check_failed: earlier,
    not_asked: notAsked,
    unsupported_service: { says: 'It offers newer copies in a way that we do not know.' },
    no_service: { says: 'The institution offers no newer copies of it.' },
    identity_mismatch: { says: 'The newer copy is another badge or comes from somebody else.', next: reject },
    unreachable: { says: 'We could not ask for a newer copy.', next: retry },
    forbidden_host: {
      says: 'It names an address for newer copies that no public institution can have.',
      next: askIssuer,
    },
    invalid_copy: { says: 'The newer copy does not hold.', next: askIssuer },
    not_newer: { says: 'The institution has no newer copy than this one.' },
  },
  endorsement: {
    ok: { says: 'Somebody vouches for it, and that statement is soundly signed.' },
    earlier_check_failed: earlier,
    none: { says: 'Nobody vouches for it in the badge itself.' },
    wrong_kind: {
      says: 'What stands where somebody’s word should be is another kind of document.',
      next: 'Give no weight to that statement.',
    },
    lapsed: { says: 'An endorsement was in force once and is not any more, so it counts for nothing.' },
    invalid: { says: 'A statement in its favour is not soundly signed.', next: 'Give no weight to that statement.' },
    unknown: {
      says: 'A statement in its favour could not be confirmed.',
      next: 'Give no weight to that statement for now.',
    },
    wrong_subject: {
      says: 'A statement in its favour is about something else.',
      next: 'Give no weight to that statement.',
    },
  },
  evidence_digest: {
    ok: { says: 'The evidence is still exactly what the institution saw.' },
    earlier_check_failed: earlier,
    not_asked: notAsked,
    no_evidence: { says: 'It names no evidence.' },
    no_digest: {
      says: 'It does not fix what its evidence looked like, so the evidence may have changed since.',
      next: askWhatCounts,
    },
    unsupported_digest: {
      says: 'It fixes what its evidence looked like in a way that we cannot compare.',
      next: askWhatCounts,
    },
    mismatch: { says: 'The evidence has changed since the institution saw it.', next: askIssuer },
    not_looked_at: { says: 'It names more evidence than is fetched at once.', next: 'Look at the evidence yourself.' },
    unreachable: { says: 'The evidence could not be reached.', next: retry },
  },
  issuer_trust: {
    ok: { says: 'The institution is listed in a registry that is relied on here.' },
    earlier_check_failed: earlier,
    no_issuer: { says: 'Whoever shows a folder of credentials issues nothing; look at each of them.' },
    not_configured: { says: 'No registry of institutions was asked.' },
    not_listed: {
      says: 'The institution is in none of the registries that are relied on here; its name is only what it says of itself.',
      next: 'Make sure that the web address of the institution is the one you know.',
    },
    withdrawn: { says: 'A registry that is relied on here no longer lists the institution.', next: reject },
    registry_unreachable: { says: 'The registry of institutions could not be asked.', next: retry },
    registry_unverified: {
      says: 'The registry of institutions is not signed as it must be, or is out of date, so it proves nothing.',
      next: retry,
    },
    achievement_not_listed: {
      says: 'The institution is listed, but not for awarding this achievement.',
      next: askWhatCounts,
    },
  },
  credential: {
    ok: { says: 'This badge inside holds on its own.' },
    earlier_check_failed: earlier,
    none: { says: 'It contains no other badges.' },
    invalid: { says: 'A badge inside does not hold.', next: 'Do not rely on that badge.' },
    out_of_time: { says: 'It holds more than could be checked in one go, so this was left open.', next: retry },
    wrong_kind: { says: 'Something inside it is no credential that anybody could hold.', next: reject },
    indeterminate: {
      says: 'A badge inside could not be fully checked.',
      next: 'Verify that badge by itself, or ask the institution that is named in it.',
    },
  },
  holder: {
    ok: { says: 'It was signed by the one who shows it, for this occasion.' },
    earlier_check_failed: earlier,
    not_signed: {
      says: 'Nobody signed the collection, so anybody could have put these badges together.',
      next: 'Ask the holder to show them again from their own wallet.',
    },
    invalid: {
      says: 'The signature of the one who shows it does not hold.',
      next: 'Ask the holder to show the badges again from their own wallet.',
    },
    unknown: { says: 'The signature of the one who shows it could not be checked.', next: 'Try again later.' },
    no_holder: {
      says: 'It does not say who shows it.',
      next: 'Ask the holder to show the badges again from their own wallet.',
    },
    other_subject: {
      says: 'The one who shows it is not the one the badge was awarded to.',
      next: 'Ask how the badge came to the one who shows it.',
    },
  },
  legacy: {
    hosted: {
      says: 'The institution publishes this badge at its own web address, word for word. It is not signed, so it is as trustworthy as that site.',
      next: 'Make sure that the web address is the one you know.',
    },
    signed: {
      says: 'It is signed with a key that the institution publishes at its own web address.',
      next: 'Make sure that the web address is the one you know.',
    },
    earlier_check_failed: earlier,
    incomplete: { says: 'Something that every badge of its kind must say is missing.', next: askIssuer },
    date_time: { says: 'A date in it is not written correctly.', next: askIssuer },
    no_verification: { says: 'It gives no way to check it, so anybody could have written it.', next: reject },
    unsupported_verification: {
      says: 'It is to be checked in a way that we do not know.',
      next: 'Ask the institution for another way to confirm the badge.',
    },
    unreachable: { says: 'The institution’s site could not be reached.', next: retry },
    not_found: { says: 'The institution’s site no longer has what the badge rests on.', next: askIssuer },
    bad_document: { says: 'What the institution’s site answered cannot be read.', next: askIssuer },
    differs: { says: 'The institution publishes something else at its address than what stands here.', next: reject },
    hosted_elsewhere: {
      says: 'It lies at an address from which the institution does not award badges.',
      next: reject,
    },
    bad_signature: {
      says: 'The signature does not match: the badge was changed after it was signed, or somebody else signed it.',
      next: reject,
    },
    key_not_listed: { says: 'The institution does not publish the key that signed this badge.', next: reject },
    key_owner_mismatch: { says: 'The key that signed it belongs to somebody else.', next: reject },
    unsupported_key: {
      says: 'The institution’s key is of a kind that we cannot check.',
      next: 'Ask the institution for another way to confirm the badge.',
    },
    revoked: {
      says: 'The institution has revoked it for good.',
      next: 'Do not rely on this badge. The institution can tell the holder why.',
    },
    expired: { says: 'It was in force once, but has expired.', next: 'Ask the holder whether it has been renewed.' },
    not_yet_valid: { says: 'It is dated in the future.', next: askIssuer },
  },
};
