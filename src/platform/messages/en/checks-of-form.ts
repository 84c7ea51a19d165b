// Sentences for the checks that look at the document itself: can it be read, is it well formed, complete, unambiguous.
import type { CheckSentences } from '../check-texts.ts';

const fresh = 'Ask the holder for the original file, as the institution handed it out.';
const tellIssuer =
  'Ask the institution to issue it again; its software wrote something that the standard does not allow.';
const earlier = { says: 'Not checked, because an earlier check did not pass.' };

export const formSentences: Pick<CheckSentences, 'parse' | 'structure' | 'schema' | 'context'> = {
  parse: {
    ok: { says: 'The file was read without difficulty.' },
    syntax: { says: 'The text is not a complete JSON document; part of it may be missing.', next: fresh },
    duplicate_key: {
      says: 'The same entry stands in it twice, so two readers could read two different things.',
      next: fresh,
    },
    forbidden_key: { says: 'It holds an entry that has no place in a badge and could mislead software.', next: fresh },
    too_deep: { says: 'It is nested far deeper than any badge.', next: fresh },
    invalid_utf8: { says: 'Some characters are damaged.', next: fresh },
    too_large: {
      says: 'It is larger than a badge can be.',
      next: 'Check that this is the badge and not another file.',
    },
    not_object: {
      says: 'This is not a badge but some other kind of text.',
      next: 'Paste the whole badge, from the first { to the last }.',
    },
    encoding: { says: 'The compact form is damaged: it is not three clean parts joined by dots.', next: fresh },
    unsupported_format: {
      says: 'It is written in a form that we do not read.',
      next: 'Ask the holder for the badge as a JSON file or as a plain signed text.',
    },
    not_a_credential: {
      says: 'It can be read, but it is not a badge.',
      next: 'Check that this is the badge and not another file.',
    },
    image_malformed: { says: 'The picture file is damaged.', next: fresh },
    unsafe_svg: {
      says: 'The picture declares entities of its own, which a badge has no use for and which could mislead software.',
      next: fresh,
    },
    no_badge_data: {
      says: 'This is a picture with no badge inside.',
      next: 'Ask the holder for the picture file itself, not a screenshot, or for the badge as a file.',
    },
    ambiguous_badge_data: {
      says: 'The picture holds more than one badge, so nobody can tell which one counts.',
      next: fresh,
    },
  },
  structure: {
    ok: { says: 'The file has one clear meaning and hides nothing.' },
    earlier_check_failed: earlier,
    invalid_unicode: { says: 'It holds characters that cannot be displayed and could hide a change.', next: fresh },
    unsafe_integer: { says: 'It holds a number too large to be read exactly.', next: tellIssuer },
    number_out_of_range: { says: 'It holds a number that cannot be read exactly.', next: tellIssuer },
    alias_key: {
      says: 'It gives an entry a second name, which can make software read it differently from people.',
      next: 'Do not rely on it. Ask the institution that is named in it.',
    },
    forbidden_key: { says: 'It holds an entry that has no place in a badge and could mislead software.', next: fresh },
    null_value: { says: 'It holds an empty entry, which a badge may not have.', next: tellIssuer },
    too_deep: { says: 'It is nested far deeper than any badge.', next: fresh },
    too_large: { says: 'It is larger than a badge can be.', next: tellIssuer },
    too_many_nodes: { says: 'It has far more entries than any badge.', next: tellIssuer },
    array_too_long: { says: 'One of its lists is longer than any badge needs.', next: tellIssuer },
    string_too_long: { says: 'One of its texts is longer than a badge may hold.', next: tellIssuer },
    too_many_proofs: { says: 'It carries more signatures than we check.', next: tellIssuer },
    too_many_endorsements: { says: 'It carries more endorsements than we check.', next: tellIssuer },
    too_many_credentials: {
      says: 'It contains more badges than we check at once.',
      next: 'Verify the badges in it one by one.',
    },
    too_many_status_entries: {
      says: 'It names more places to ask whether it was withdrawn than a badge may.',
      next: tellIssuer,
    },
    deadline: {
      says: 'Reading it took longer than we allow, so this was left open.',
      next: fresh,
    },
    repeated_item: {
      says: 'The same thing stands twice in one of its lists, which no signature would notice.',
      next: fresh,
    },
    empty_array: { says: 'One of its lists is empty, which no signature would notice.', next: fresh },
    nested_array: { says: 'There is a list inside a list, which no signature would notice.', next: fresh },
    too_precise: { says: 'One of its numbers has more digits than a signature covers.', next: tellIssuer },
    repeated_id: { says: 'Two different things in it go by the same name.', next: tellIssuer },
    nested_context: {
      says: 'It changes the meaning of words in the middle of the document.',
      next: 'Do not rely on it. Ask the institution that is named in it.',
    },
  },
  schema: {
    ok: { says: 'Everything that a document of its kind must say is there.' },
    earlier_check_failed: earlier,
    unknown_schema: { says: 'It names rules of its own that we do not know, so they were not checked.' },
    required: { says: 'Something that every badge must say is missing.', next: tellIssuer },
    type: { says: 'An entry is of the wrong kind.', next: tellIssuer },
    value: { says: 'An entry has a value that the standard does not know.', next: tellIssuer },
    closed_object: { says: 'It holds an entry where the standard allows no others.', next: tellIssuer },
    too_few: { says: 'A list in it is shorter than it must be.', next: tellIssuer },
    format: { says: 'An entry is not written in the form that the standard asks for.', next: tellIssuer },
    date_time: { says: 'A date is not written exactly, with its time zone.', next: tellIssuer },
    uri_scheme: { says: 'An address in it is of a kind that a badge may not use.', next: tellIssuer },
    language_tag: { says: 'It names a language in a way that is not known.', next: tellIssuer },
    subject_unidentified: {
      says: 'It does not say to whom it was awarded.',
      next: 'Ask the institution for a badge that names its recipient.',
    },
    unknown_result_description: {
      says: 'It states a result for something that the achievement does not describe.',
      next: tellIssuer,
    },
    unknown_level: { says: 'It states a level that its own rubric does not have.', next: tellIssuer },
    several_kinds: { says: 'It claims to be two kinds of document at once.', next: fresh },
    duplicate_id: { says: 'Two different things in it go by the same name.', next: tellIssuer },
  },
  context: {
    ok: { says: 'Its words have a fixed, public meaning.' },
    earlier_check_failed: earlier,
    missing: { says: 'It does not say which vocabulary it uses, so its words have no sure meaning.', next: tellIssuer },
    not_array: { says: 'It names its vocabulary in a form that the standard does not allow.', next: tellIssuer },
    recompacted: {
      says: 'It brings words of its own along, whose meaning only it defines. They were left out, and the rest was read.',
      next: tellIssuer,
    },
    unused_vocabulary: {
      says: 'A vocabulary was added to it that it does not use; the institution would have no reason to do that.',
      next: fresh,
    },
    inline_context: {
      says: 'It brings its own meanings for words, which nobody else can check.',
      next: 'Ask the institution what the badge stands for.',
    },
    unknown_context: {
      says: 'It uses a vocabulary that we do not know, so we cannot say what its words mean.',
      next: 'Ask the institution what the badge stands for.',
    },
    too_many_contexts: { says: 'It mixes more vocabularies than a badge may.', next: tellIssuer },
    wrong_order: {
      says: 'Its vocabularies stand in the wrong order, which can change what words mean.',
      next: tellIssuer,
    },
  },
};
