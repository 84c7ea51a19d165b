// Frases de las comprobaciones de lo que rodea a una insignia: titular, imagen, copia más reciente, avales, evidencias,
// si la institución es conocida, insignias incluidas, quién la muestra; y de las insignias del tipo antiguo.
import type { CheckSentences } from '../check-texts.ts';

const reject = 'No confíe en esta insignia. Consulte a la institución que figura en ella.';
const askIssuer = 'Consulte a la institución que figura en ella.';
const askWhatCounts = 'Si le importa, consulte a la institución que figura en ella.';
const retry = 'Inténtelo de nuevo en unos minutos. Si sigue igual, consulte a la institución que figura en ella.';
const otherWay = 'Pida a la institución otra manera de confirmar la insignia.';
const ownAddress = 'Compruebe que la dirección web es la que usted conoce.';
const byItsWords = 'Guíese por lo que dice la insignia, no por su imagen.';
const showAgain = 'Pida al titular que muestre de nuevo las insignias desde su propia cartera.';
const noWeight = 'No dé valor a esa declaración.';
const earlier = { says: 'No se comprobó porque falló una comprobación anterior.' };
const notAsked = { says: 'No se comprobó porque nadie lo pidió.' };

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
    ok: { says: 'Es una Open Badge 3.0.' },
    earlier_check_failed: { says: 'No se pudo leer qué tipo de documento es.' },
    learner_record: { says: 'No es una sola insignia, sino un expediente que contiene varias.' },
    endorsement: { says: 'No es una insignia, sino un aval: la palabra de alguien sobre una insignia o institución.' },
    status_list: { says: 'No es una insignia, sino una lista de las insignias retiradas.' },
    presentation: { says: 'No es una insignia, sino una carpeta de credenciales reunida por quien la muestra.' },
    other_credential: {
      says: 'No es una Open Badge. Es una credencial de otro tipo, sujeta solo a las reglas comunes a todas.',
      next: 'Lea lo que dice de sí misma antes de tomarla por una insignia.',
    },
    open_badges_2: {
      says: 'Es una Open Badge anterior, de la versión 2.0, que se apoya en su sitio web y no en una firma propia.',
      next: 'Pida al titular la insignia en la versión 3.0, si existe.',
    },
  },
  recipient: {
    ok: { says: 'Se otorgó a la persona que usted indicó.' },
    earlier_check_failed: earlier,
    not_asked: { says: 'No se comprobó porque usted no indicó en quién piensa.' },
    no_match: { says: 'Se otorgó a otra persona que la que usted indicó.', next: reject },
    unsupported_hash: { says: 'Oculta a su titular de una forma que no podemos comparar.', next: askIssuer },
    no_identifier: {
      says: 'No nombra a su titular del modo en que usted lo hizo, así que no se pueden comparar.',
      next: 'Indique a la persona de otra manera o consulte a la institución.',
    },
  },
  image: {
    ok: { says: 'Es la imagen que le dio la institución.' },
    earlier_check_failed: earlier,
    no_picture: { says: 'No se entregó como imagen.' },
    no_reference: {
      says: 'No dice cómo es su imagen, así que pudo ponerse cualquiera a su alrededor.',
      next: byItsWords,
    },
    unsupported_digest: { says: 'Describe su imagen de una forma que no podemos comparar.', next: byItsWords },
    mismatch: { says: 'La insignia se puso en una imagen que no es la suya.', next: reject },
    trailing_bytes: { says: 'Hay algo tras el final del archivo de imagen; no se leyó.' },
  },
  refresh: {
    ok: { says: 'Se obtuvo de la institución una copia más reciente, y se comprobó esa.' },
    earlier_check_failed: earlier,
    not_asked: notAsked,
    unsupported_service: { says: 'Ofrece copias más recientes de un modo que no conocemos.' },
    no_service: { says: 'La institución no ofrece copias más recientes.' },
    identity_mismatch: { says: 'La copia más reciente es otra insignia o procede de otra entidad.', next: reject },
    unreachable: { says: 'No pudimos pedir una copia más reciente.', next: retry },
    forbidden_host: {
      says: 'Indica para las copias una dirección que ninguna institución pública puede tener.',
      next: askIssuer,
    },
    invalid_copy: { says: 'La copia más reciente no es correcta.', next: askIssuer },
    not_newer: { says: 'La institución no tiene una copia más reciente que esta.' },
  },
  endorsement: {
    ok: { says: 'Alguien la avala, y esa declaración está bien firmada.' },
    earlier_check_failed: earlier,
    none: { says: 'Nadie la avala en la propia insignia.' },
    wrong_kind: {
      says: 'Donde debería estar la palabra de alguien hay otro tipo de documento.',
      next: 'No dé peso a esa declaración.',
    },
    lapsed: { says: 'Un aval estuvo vigente y ya no lo está, así que no cuenta.' },
    invalid: { says: 'Una declaración a su favor no está bien firmada.', next: noWeight },
    unknown: {
      says: 'Una declaración a su favor no se pudo confirmar.',
      next: 'Por ahora, no dé valor a esa declaración.',
    },
    wrong_subject: { says: 'Una declaración a su favor trata de otra cosa.', next: noWeight },
  },
  evidence_digest: {
    ok: { says: 'Las evidencias siguen exactamente como las vio la institución.' },
    earlier_check_failed: earlier,
    not_asked: notAsked,
    no_evidence: { says: 'No nombra evidencias.' },
    no_digest: {
      says: 'No fija cómo eran sus evidencias, así que pueden haber cambiado desde entonces.',
      next: askWhatCounts,
    },
    unsupported_digest: {
      says: 'Fija cómo eran sus evidencias de una forma que no podemos comparar.',
      next: askWhatCounts,
    },
    mismatch: { says: 'Las evidencias han cambiado desde que las vio la institución.', next: askIssuer },
    not_looked_at: { says: 'Nombra más evidencias de las que se consultan de una vez.', next: 'Véalas usted mismo.' },
    unreachable: { says: 'No se pudo acceder a las evidencias.', next: retry },
  },
  issuer_trust: {
    ok: { says: 'La institución figura en un registro en el que aquí se confía.' },
    earlier_check_failed: earlier,
    no_issuer: { says: 'Quien muestra una carpeta de credenciales no emite nada; mire cada una de ellas.' },
    not_configured: { says: 'No se consultó ningún registro de instituciones.' },
    not_listed: {
      says: 'La institución no figura en ningún registro en el que aquí se confíe; su nombre es solo lo que dice de sí misma.',
      next: 'Compruebe que la dirección web de la institución es la que usted conoce.',
    },
    withdrawn: { says: 'Un registro en el que aquí se confía ya no incluye a la institución.', next: reject },
    registry_unreachable: { says: 'No se pudo consultar el registro de instituciones.', next: retry },
    registry_unverified: {
      says: 'El registro de instituciones no está firmado como debe o no está al día, así que no prueba nada.',
      next: retry,
    },
    achievement_not_listed: {
      says: 'La institución figura en el registro, pero no para otorgar este logro.',
      next: askWhatCounts,
    },
  },
  credential: {
    ok: { says: 'Esta insignia incluida es correcta por sí sola.' },
    earlier_check_failed: earlier,
    none: { says: 'No contiene otras insignias.' },
    invalid: { says: 'Una insignia incluida no es correcta.', next: 'No confíe en esa insignia.' },
    out_of_time: {
      says: 'Contiene más de lo que se pudo comprobar de una vez, así que quedó sin decidir.',
      next: retry,
    },
    wrong_kind: { says: 'Algo de lo que contiene no es una credencial que alguien pueda tener.', next: reject },
    indeterminate: {
      says: 'Una insignia incluida no se pudo comprobar del todo.',
      next: 'Verifique esa insignia por separado o consulte a la institución que figura en ella.',
    },
  },
  holder: {
    ok: { says: 'La firmó quien la muestra, para esta ocasión.' },
    earlier_check_failed: earlier,
    not_signed: {
      says: 'Nadie firmó el conjunto, así que cualquiera pudo reunir estas insignias.',
      next: showAgain,
    },
    invalid: { says: 'La firma de quien la muestra no es correcta.', next: showAgain },
    unknown: { says: 'No se pudo comprobar la firma de quien la muestra.', next: 'Inténtelo más tarde.' },
    no_holder: { says: 'No dice quién la muestra.', next: showAgain },
    other_subject: {
      says: 'Quien la muestra no es la persona a quien se otorgó.',
      next: 'Pregunte cómo llegó la insignia a quien la muestra.',
    },
  },
  legacy: {
    hosted: {
      says: 'La institución publica esta insignia en su propia dirección web, palabra por palabra. No está firmada, así que merece la misma confianza que ese sitio.',
      next: ownAddress,
    },
    signed: {
      says: 'Está firmada con una clave que la institución publica en su propia dirección web.',
      next: ownAddress,
    },
    earlier_check_failed: earlier,
    incomplete: { says: 'Falta algo que debe decir toda insignia de su tipo.', next: askIssuer },
    date_time: { says: 'Una fecha no está bien escrita.', next: askIssuer },
    no_verification: {
      says: 'No ofrece una manera de comprobarla, así que cualquiera pudo escribirla.',
      next: reject,
    },
    unsupported_verification: { says: 'Se debe comprobar de una forma que no conocemos.', next: otherWay },
    unreachable: { says: 'No se pudo acceder al sitio de la institución.', next: retry },
    not_found: { says: 'El sitio de la institución ya no tiene aquello en que se apoya la insignia.', next: askIssuer },
    bad_document: { says: 'Lo que respondió el sitio de la institución no se puede leer.', next: askIssuer },
    differs: { says: 'La institución publica en su dirección otra cosa que lo que aquí figura.', next: reject },
    hosted_elsewhere: {
      says: 'Se encuentra en una dirección desde la que la institución no otorga insignias.',
      next: reject,
    },
    bad_signature: {
      says: 'La firma no coincide: la insignia se cambió después de firmarla, o la firmó otra persona.',
      next: reject,
    },
    key_not_listed: { says: 'La institución no publica la clave con que se firmó esta insignia.', next: reject },
    key_owner_mismatch: { says: 'La clave con que se firmó pertenece a otra entidad.', next: reject },
    unsupported_key: { says: 'La clave de la institución es de un tipo que no podemos comprobar.', next: otherWay },
    revoked: {
      says: 'La institución la ha revocado definitivamente.',
      next: 'No confíe en esta insignia. La institución puede explicar el motivo al titular.',
    },
    expired: { says: 'Estuvo vigente, pero ya caducó.', next: 'Pregunte al titular si la ha renovado.' },
    not_yet_valid: { says: 'Lleva una fecha futura.', next: askIssuer },
  },
};
