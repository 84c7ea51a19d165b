// Lo que dice la línea de órdenes al arrancar y cuando se niega a hacerlo.
import type { start as english } from '../en/start.ts';

export const start: Readonly<Record<keyof typeof english, string>> = {
  starting: 'Waymark está arrancando.',
  databaseEmbedded:
    'Base de datos: integrada, en {folder}. Solo para un ordenador; puede perder las últimas escrituras si falla la corriente.',
  databasePostgres: 'Base de datos: Postgres en {host}.',
  migrating: 'Actualizando la base de datos.',
  migrated: 'La base de datos está al día ({seconds} s).',
  listening: 'Escuchando en {url}',
  sampleBegins: 'La base de datos está vacía. Se recorre la historia de ejemplo a través de la API pública:',
  sampleStep: '  {place} de {count}  {what}',
  sampleInstitutions: 'El operador abre dos instituciones y entrega una clave a cada una',
  sampleIssuers:
    'Cada una crea su emisor, con su propia clave de firma, y nombra a quien evalúa, a quien aprueba y a quien aprende',
  sampleCatalog: 'Se publican cuatro microcredenciales, cada una con su rúbrica',
  sampleDeclined: 'Una docente entrega evidencias; un criterio no se cumple y el trabajo vuelve con el motivo',
  sampleAwarded: 'El segundo intento cumple todos los criterios; la concesión se firma como insignia',
  sampleStack: 'Dos insignias más; la última se apoya en las dos primeras',
  sampleReported: 'El trabajo de una colega se evaluó en otro lugar; una sola llamada lo comunica y recibe la insignia',
  sampleFieldWork: 'Una técnica obtiene una insignia de un emisor que cualquiera puede comprobar sin este servidor',
  sampleVerified: 'Alguien sin ninguna clave recoge las insignias y las verifica',
  sampleDone: 'De una base de datos vacía a una insignia verificada en {seconds} s.',
  sampleFailed: 'La historia de ejemplo se detuvo: {reason}',
  openNext: 'Abra a continuación:',
  badgePage: 'Una página de insignia',
  verifyPage: 'Verificar una insignia',
  apiDocs: 'Documentación de la API',
  sampleKey: 'Clave de API de ejemplo',
  operatorKey: 'Clave de operador, se muestra solo esta vez',
  verdict: 'Verificación de la insignia de ejemplo: {outcome}',
  stopping: 'Deteniendo: se responde a lo que está en curso.',
  stopped: 'Detenido.',
  portTaken: 'El puerto {port} está en uso. Detenga lo que escucha allí o ponga otro en PORT.',
  folderTaken:
    'Otro Waymark (proceso {pid}) usa la carpeta {folder}. Deténgalo primero o ponga otra carpeta en WAYMARK_DATA_DIR.',
  originChanged:
    'Esta base de datos pertenece a {stored}, y las insignias emitidas llevan esa dirección. Para pasar a {configured}, incluya la anterior en WAYMARK_FORMER_ORIGINS para que se siga sirviendo.',
  databaseUnreachable: 'La base de datos no responde. Revise DATABASE_URL y si el servidor está en marcha.',
  failed: 'Waymark no pudo arrancar.',
  fsckFolderTaken:
    'Un Waymark en marcha tiene la carpeta {folder}. Pídale que compruebe desde dentro: {route} con la clave del operador.',
  fsckChecked:
    'Comprobado: {credentials} credenciales, {decisions} decisiones, {statusLists} listas de estado y {auditEntries} entradas de auditoría: {findings, plural, =0 {todo está bien} one {hay # fallo} other {hay # fallos}}.',
  fsckNothingThere:
    'No hay ninguna base de datos en {folder}. Revise WAYMARK_DATA_DIR; no se ha comprobado ni creado nada.',
  migratedOnly: 'La base de datos está al día.',
  unknownCommand: 'No existe el comando «{name}». Conocidos: {known}.',
};
