// Cada tipo de problema explicado: qué ocurrió y qué puede hacer quien lo recibe.
import type { ProblemSlug } from '../../../kernel/problem.ts';
import type { ProblemText } from '../problem-texts.ts';

export const problemTexts: Readonly<Record<ProblemSlug, ProblemText>> = {
  'malformed-json': {
    title: 'El cuerpo de la petición no es JSON legible',
    explains: 'El cuerpo no es JSON que se pueda leer sin dudas: está cortado, repite una clave o no es UTF-8 válido.',
    toDo: 'Envíe un objeto JSON en UTF-8, con cada clave una sola vez. El error dice dónde se detuvo la lectura.',
  },
  'malformed-multipart': {
    title: 'El cuerpo multipart no se puede leer',
    explains: 'El cuerpo dice ser multipart/form-data, pero no se pueden distinguir sus partes.',
    toDo: 'Deje que su cliente HTTP construya el cuerpo y su separador, y envíe cada parte completa.',
  },
  'validation-failed': {
    title: 'La petición no se ajusta al esquema',
    explains:
      'El cuerpo se leyó, pero sus campos no son como pide el esquema. Los campos desconocidos se rechazan y ningún valor se convierte.',
    toDo: 'Corrija cada lugar que señala «errors». El esquema está en la documentación de la API.',
  },
  unauthenticated: {
    title: 'No se dieron credenciales válidas',
    explains:
      'La operación necesita una clave, y la petición no llevaba ninguna, o una desconocida, caducada o retirada.',
    toDo: 'Envíe una clave válida en la cabecera Authorization, como «Bearer» y la clave.',
  },
  forbidden: {
    title: 'No se permite con estas credenciales',
    explains: 'Puede ver esto, pero su clave o su función no permiten lo que pidió.',
    toDo: 'Use una clave con el alcance que indica la operación, o consulte a quien administra la institución.',
  },
  'not-found': {
    title: 'Aquí no hay nada para usted',
    explains:
      'No hay nada en esta dirección, o no es visible para usted. Ambas cosas se responden igual, para que nadie averigüe qué existe.',
    toDo: 'Compruebe la dirección y que su clave pertenezca a la institución en cuestión.',
  },
  'request-timeout': {
    title: 'La petición tardó demasiado en llegar',
    explains: 'La petición no llegó entera en el tiempo previsto.',
    toDo: 'Envíela otra vez. Con una línea lenta, envíe los archivos grandes uno por uno.',
  },
  conflict: {
    title: 'El estado actual no lo permite',
    explains:
      'La petición es correcta, pero lo que pide no encaja con el estado actual. El código dice qué regla lo impidió.',
    toDo: 'Lea de nuevo el recurso y decida según su estado actual.',
  },
  'stale-version': {
    title: 'El recurso ha cambiado desde que se leyó',
    explains: 'Alguien cambió el recurso después de que usted lo leyera, así que su cambio no se hizo.',
    toDo: 'Léalo de nuevo, vea qué cambió y envíe su cambio con el nuevo ETag en If-Match.',
  },
  'payload-too-large': {
    title: 'El cuerpo de la petición es demasiado grande',
    explains: 'El cuerpo es más grande de lo que acepta esta operación.',
    toDo: 'Envíe menos de una vez. El límite de cada operación está en la documentación de la API.',
  },
  'unsupported-media-type': {
    title: 'Este tipo de contenido no se acepta aquí',
    explains:
      'El cuerpo, o un archivo en él, es de un tipo que aquí no se acepta. El tipo de un archivo se reconoce por su contenido, no por su nombre.',
    toDo: 'Envíe uno de los tipos que enumera la operación o la prueba pedida.',
  },
  'rule-broken': {
    title: 'La petición incumple una regla',
    explains: 'Cada campo está bien formado, pero juntos incumplen una regla.',
    toDo: 'Lea el detalle: nombra la regla y el lugar.',
  },
  'nothing-to-verify': {
    title: 'No se pudo leer ninguna credencial en este enlace',
    explains:
      'Se siguió el enlace y allí no se pudo leer ninguna credencial. El código dice por qué: no hay nada, es una página sin credencial, no hubo respuesta o es una dirección que no se visita.',
    toDo: 'Abra el enlace usted mismo o envíe la credencial como archivo. Si el servidor no respondió, inténtelo más tarde.',
  },
  'lint-failed': {
    title: 'La credencial no superaría la verificación',
    explains: 'La credencial se preparó, pero no superaría la verificación, así que no se firmó.',
    toDo: 'Corrija lo que señala «errors»; cada código es una de las comprobaciones de la verificación.',
  },
  'unsafe-svg': {
    title: 'La imagen SVG no es segura para mostrarse',
    explains: 'La imagen SVG contiene programas, referencias externas u otras cosas que no es seguro mostrar.',
    toDo: 'Expórtela como un dibujo sencillo o envíe un PNG.',
  },
  'image-too-large': {
    title: 'La imagen tiene demasiados píxeles',
    explains: 'La imagen tiene más píxeles de los que procesamos.',
    toDo: 'Redúzcala; para una insignia bastan 1000 por 1000.',
  },
  'idempotency-mismatch': {
    title: 'La clave de idempotencia se usó con otra petición',
    explains: 'La Idempotency-Key ya se usó con otra petición, así que no podemos saber a cuál se refiere.',
    toDo: 'Use una clave nueva para cada petición nueva, y la misma solo para repetir la misma.',
  },
  'version-required': {
    title: 'Indique qué versión del recurso quiere cambiar',
    explains:
      'La operación cambia algo que otros también pueden cambiar, y la petición no dice a qué versión se refiere.',
    toDo: 'Envíe en la cabecera If-Match el ETag que leyó.',
  },
  'rate-limited': {
    title: 'Demasiadas peticiones',
    explains: 'Llegaron más peticiones de las que respondemos en este tiempo.',
    toDo: 'Espere los segundos que dice la cabecera Retry-After.',
  },
  internal: {
    title: 'Algo ha fallado de nuestro lado',
    explains: 'Falló algo que no debía. Quedó registrado; no se debe a que su petición fuera incorrecta.',
    toDo: 'Inténtelo de nuevo. Si se repite, comunique el número de referencia de la respuesta.',
  },
  'signing-failed': {
    title: 'No se pudo hacer la firma',
    explains: 'La credencial está lista, pero ahora mismo no se pudo firmar. No se ha perdido nada.',
    toDo: 'Repita la petición con la misma Idempotency-Key; se firmará la misma credencial.',
  },
  'key-unavailable': {
    title: 'La clave de firma no está disponible',
    explains: 'No se pudo acceder a la clave que debe firmar.',
    toDo: 'Inténtelo más tarde. Un operador puede ver el estado de las claves.',
  },
  unavailable: {
    title: 'El servicio no está listo',
    explains: 'El servicio está arrancando, deteniéndose o esperando a su base de datos.',
    toDo: 'Inténtelo de nuevo pasados los segundos que dice la cabecera Retry-After.',
  },
};
