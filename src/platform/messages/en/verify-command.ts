// What `waymark verify` says besides the report.

export const verifyCommand = {
  usage:
    'Usage: waymark verify FILE|URL|- [--json] [--email ADDRESS] [--trust-registries FILE] [--pack FILE [--pack-key did:key:…]]\nExit code: 0 valid, 1 invalid, 2 could not be established, 3 nothing was verified.',
  fileUnreadable: 'The file {file} cannot be read.',
  fileTooLarge: '{file} is larger than {megabytes} MB and is not read.',
  nothingGiven: '{file} is empty, so nothing was verified.',
  registriesUnreadable: '{reason}',
  packRefused: 'The verification pack {file} cannot be used ({reason}).',
  packKeyUnreadable: '{key} is not an Ed25519 key written as did:key:z6Mk….',
  urlUnread: 'No badge could be read from {url} ({reason}).',
  verifiedAt: 'Verified: {moment} (UTC)',
  asOf: 'as of {moment} UTC',
  fromPack: 'Without a network, from the pack of {origin} made {moment} (UTC). What happened since is not known.',
  packKeyIsYours: 'The pack is signed with the key that you named: {key}',
  packKeyIsAny:
    'Anybody can make such a pack, so nothing is established with it until you name the key of its maker: it is signed with {key}; where that is the key that the maker publishes, add --pack-key {key}.',
  packContextDiffers: 'The maker of the pack knows the vocabulary {url} in another version.',
} as const;
