// Lo que `waymark verify` dice además del informe.

export const verifyCommand = {
  usage:
    'Uso: waymark verify ARCHIVO|URL|- [--json] [--email DIRECCIÓN] [--trust-registries ARCHIVO] [--pack ARCHIVO [--pack-key did:key:…]]\nCódigo de salida: 0 válida, 1 no válida, 2 no se pudo establecer, 3 no se verificó nada.',
  fileUnreadable: 'No se puede leer el archivo {file}.',
  fileTooLarge: '{file} pesa más de {megabytes} MB y no se lee.',
  nothingGiven: '{file} está vacío: no se verificó nada.',
  registriesUnreadable: '{reason}',
  packRefused: 'El paquete de verificación {file} no se puede usar ({reason}).',
  packKeyUnreadable: '{key} no es una clave Ed25519 escrita como did:key:z6Mk….',
  urlUnread: 'No se pudo leer ninguna insignia en {url} ({reason}).',
  verifiedAt: 'Verificada: {moment} (UTC)',
  asOf: 'según lo leído el {moment} UTC',
  fromPack: 'Sin red, con el paquete de {origin} hecho el {moment} (UTC). No se sabe qué ha pasado desde entonces.',
  packKeyIsYours: 'El paquete está firmado con la clave que usted indicó: {key}',
  packKeyIsAny:
    'Cualquiera puede hacer un paquete así, de modo que nada queda establecido con él hasta que usted indique la clave de quien lo hizo: está firmado con {key}; si esa es la clave que publica quien lo hizo, añada --pack-key {key}.',
  packContextDiffers: 'Quien hizo el paquete conoce el vocabulario {url} en otra versión.',
} as const;
