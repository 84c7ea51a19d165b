// Which trust registries an operator relies on, as written in the file that WAYMARK_TRUST_REGISTRIES_FILE names: an array of
// `{ name, url, format: 'waymark' | 'dcc', publicKey? }`. Read strictly, because a slip here changes whom verifiers trust.
import { isJsonArray, isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { ed25519KeyOf } from '../../standards/ed25519-jws.ts';

export interface RegistryConfig {
  /** What reports call the registry; the operator's word, not the registry's. */
  readonly name: string;
  readonly url: string;
  readonly format: 'waymark' | 'dcc';
  /** Multikey texts of the publisher; empty for the unsigned `dcc` format. */
  readonly publicKeys: readonly string[];
}

export type RegistryConfigReading =
  | { readonly ok: true; readonly registries: readonly RegistryConfig[] }
  /** One sentence for the operator, with the place in the file. */
  | { readonly ok: false; readonly problem: string };

const MOST_REGISTRIES = 20;
const MOST_KEYS = 4;

/** Reads the text of the file. */
export function readTrustRegistryConfig(text: Uint8Array | string): RegistryConfigReading {
  const read = parseJson(text, { maxDepth: 8 });
  if (!read.ok) return failed(`it is not JSON as we read it: ${read.error.detail}`);
  return trustRegistryConfigOf(read.value);
}

/** The same for JSON that is read already, such as what a verification pack carries. */
export function trustRegistryConfigOf(value: JsonValue): RegistryConfigReading {
  if (!isJsonArray(value)) return failed('it must be an array of registries');
  if (value.length > MOST_REGISTRIES) return failed(`it holds more than ${MOST_REGISTRIES} registries`);
  const registries: RegistryConfig[] = [];
  for (const [index, item] of value.entries()) {
    const entry = isJsonObject(item) ? entryOf(item) : 'must be an object';
    if (typeof entry === 'string') return failed(`entry ${index} ${entry}`);
    if (registries.some((other) => other.url === entry.url)) return failed(`entry ${index} has the url of another`);
    if (registries.some((other) => other.name === entry.name)) return failed(`entry ${index} has the name of another`);
    registries.push(entry);
  }
  return { ok: true, registries };
}

/** The JSON that is read back as the same registry. */
export function trustRegistryConfigJson({ name, url, format, publicKeys }: RegistryConfig): JsonObject {
  return { name, url, format, ...(publicKeys.length > 0 && { publicKey: publicKeys }) };
}

const members = ['name', 'url', 'format', 'publicKey'];

function entryOf(item: JsonObject): RegistryConfig | string {
  const { name, url, format } = item;
  const unknown = Object.keys(item).find((member) => !members.includes(member));
  if (unknown !== undefined) return `has the unknown member "${unknown}"`;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 200) return 'needs a name of 1 to 200 characters';
  if (typeof url !== 'string' || !isPlainHttps(url)) return 'needs an https url without account or fragment';
  if (format !== 'waymark' && format !== 'dcc') return 'needs the format "waymark" or "dcc"';
  if (format === 'dcc') {
    if (item.publicKey !== undefined) return 'is of format "dcc", which is not signed: it takes no publicKey';
    return { name, url, format, publicKeys: [] };
  }
  const publicKeys = keysOf(item.publicKey);
  return publicKeys === undefined
    ? `needs publicKey: the publisher's Ed25519 key as "z6Mk…" or "did:key:z6Mk…", or an array of 1 to ${MOST_KEYS} of them`
    : { name, url, format, publicKeys };
}

/** One key or a few: a publisher that changes keys has two for a while. */
function keysOf(value: JsonValue | undefined): readonly string[] | undefined {
  const given = isJsonArray(value) ? value : [value];
  const keys = given.map((key) => (typeof key === 'string' ? ed25519KeyOf(key) : undefined));
  const good = keys.filter((key) => key !== undefined);
  return good.length === given.length && good.length > 0 && good.length <= MOST_KEYS ? good : undefined;
}

function isPlainHttps(text: string): boolean {
  const url = URL.canParse(text) && text.length <= 2048 ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && !text.includes('#');
}

function failed(what: string): RegistryConfigReading {
  return { ok: false, problem: `The list of trust registries cannot be used: ${what}.` };
}
