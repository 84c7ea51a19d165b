// Frases de las comprobaciones que miran más allá del documento: la clave, la firma, las fechas, el estado, la autoría.
import type { CheckSentences } from '../check-texts.ts';

const reject = 'No confíe en esta insignia. Consulte a la institución que figura en ella.';
const retry = 'Inténtelo de nuevo en unos minutos. Si sigue igual, consulte a la institución que figura en ella.';
const tellIssuer = 'Consulte a la institución; solo ella puede corregirlo.';
const otherWay = 'Pida a la institución otra manera de confirmar la insignia.';
const listAgain = 'Inténtelo más tarde. Si sigue igual, pregunte a la institución si la insignia sigue en pie.';
const stillInForce = 'Pregunte a la institución si la insignia sigue vigente.';
const earlier = { says: 'No se comprobó porque falló una comprobación anterior.' };

export const trustSentences: Pick<
  CheckSentences,
  'issuer_key' | 'proof' | 'validity' | 'status' | 'achievement_issuer'
> = {
  issuer_key: {
    ok: { says: 'La propia institución publica la clave con que se firmó.' },
    earlier_check_failed: earlier,
    no_method: { says: 'No dice con qué clave se firmó.', next: reject },
    did_syntax: { says: 'El identificador de la institución no está bien escrito.', next: tellIssuer },
    did_host_forbidden: {
      says: 'El identificador de la institución apunta a una dirección que ninguna institución pública puede tener.',
      next: reject,
    },
    budget: { says: 'Nombra más lugares de los que consultamos por un documento.', next: retry },
    unsupported_method: {
      says: 'La institución se identifica de una manera que no podemos consultar.',
      next: otherWay,
    },
    unsupported_key_type: {
      says: 'La clave de la institución es de un tipo que no podemos comprobar.',
      next: otherWay,
    },
    unreachable: {
      says: 'No se pudo acceder al sitio de la institución, así que no se pudo leer su clave.',
      next: retry,
    },
    redirect_refused: {
      says: 'El sitio de la institución nos remitió a otro lugar para leer su clave, y no lo seguimos.',
      next: tellIssuer,
    },
    response_too_large: { says: 'El sitio de la institución respondió con mucho más que una clave.', next: tellIssuer },
    timeout: { says: 'El sitio de la institución tardó demasiado en responder.', next: retry },
    tls: {
      says: 'La conexión con el sitio de la institución no es segura, así que su respuesta no prueba nada.',
      next: retry,
    },
    not_found: { says: 'El sitio de la institución no publica sus claves donde dice.', next: tellIssuer },
    bad_document: { says: 'La lista de claves de la institución no se puede leer.', next: tellIssuer },
    document_id_mismatch: { says: 'La lista de claves que encontramos pertenece a otra entidad.', next: reject },
    method_not_in_issuer_document: {
      says: 'La institución no publica la clave con que se firmó esta insignia.',
      next: reject,
    },
    relationship: { says: 'La clave es de la institución, pero no sirve para firmar insignias.', next: reject },
    controller_mismatch: { says: 'La clave no pertenece a la institución nombrada.', next: reject },
    key_revoked: { says: 'La institución ha retirado la clave con que se firmó esta insignia.', next: reject },
    key_expired: { says: 'La clave con que se firmó esta insignia pasó su último día de uso.', next: reject },
    weak_key: { says: 'La clave es demasiado débil para proteger nada.', next: reject },
    bad_key: { says: 'La clave de la institución está dañada.', next: tellIssuer },
    jwk_not_bound: { says: 'Trae consigo una clave que la institución no publica.', next: reject },
    kid_not_issuer: { says: 'Nombra una clave que no es de la institución.', next: reject },
  },
  proof: {
    ok: { says: 'Está exactamente como la firmó la institución; no se cambió ni un carácter.' },
    earlier_check_failed: earlier,
    missing: { says: 'No está firmada, así que cualquiera pudo escribirla.', next: reject },
    not_object: { says: 'Su firma no se puede leer.', next: reject },
    signature: {
      says: 'La firma no coincide: la insignia se cambió después de firmarla, o la firmó otra persona.',
      next: reject,
    },
    data_loss: { says: 'La firma no cubre una parte de ella.', next: reject },
    undefined_context: {
      says: 'Una parte no tiene un significado fijo, así que ninguna firma puede cubrirla.',
      next: tellIssuer,
    },
    purpose: { says: 'Se firmó con otro fin que el de otorgar una insignia.', next: reject },
    created_syntax: { says: 'La fecha de la firma no está bien escrita.', next: tellIssuer },
    expires_syntax: { says: 'La fecha final de la firma no está bien escrita.', next: tellIssuer },
    proof_expired: {
      says: 'La firma se hizo por un tiempo limitado, que ya terminó.',
      next: 'Pida al titular una copia nueva de la institución.',
    },
    created_in_future: { says: 'La firma lleva una fecha futura.', next: reject },
    proof_set: { says: 'Lleva varias firmas, y no todas son correctas.', next: reject },
    proof_chain: { says: 'Una de sus firmas se apoya en otra que no está.', next: reject },
    encoding: {
      says: 'La firma está dañada.',
      next: 'Pida al titular el archivo original, tal como lo entregó la institución.',
    },
    unsupported_suite: { says: 'Está firmada con un método que no podemos comprobar.', next: otherWay },
    legacy_suite: {
      says: 'Está firmada con un método antiguo en el que ya no se confía.',
      next: 'Pida a la institución que emita de nuevo la insignia, o que la confirme por otro medio.',
    },
    no_key: {
      says: 'No se pudo comprobar la firma, porque no se pudo obtener la clave de la institución.',
      next: retry,
    },
    complexity_limit: { says: 'Está construida de modo que comprobarla llevaría demasiado tiempo.', next: reject },
    deadline: { says: 'Comprobarla llevó más tiempo del permitido, así que quedó sin decidir.', next: retry },
    alg: { says: 'Está firmada con un método que no se admite en insignias.', next: reject },
    forbidden_header: { says: 'Su firma lleva entradas que allí no se permiten.', next: reject },
    bad_header: { says: 'El encabezado de su firma no se puede leer.', next: reject },
    crit: { says: 'Su firma exige algo que no sabemos cumplir.', next: reject },
    claim_mismatch: {
      says: 'Su firma habla de otra insignia, otro titular u otra fecha que la propia insignia.',
      next: reject,
    },
    key_suite_mismatch: {
      says: 'Nombra una clave que no puede haber hecho una firma de esta clase.',
      next: reject,
    },
    base_proof: {
      says: 'Es la copia propia del titular, de la que solo se debe mostrar una parte.',
      next: 'Pida al titular que elija qué mostrar y le entregue una copia con solo eso.',
    },
    challenge_mismatch: {
      says: 'No se hizo en respuesta a esta solicitud.',
      next: 'Pida al titular que la presente de nuevo.',
    },
    domain_mismatch: {
      says: 'Se hizo para mostrarla a otra parte.',
      next: 'Pida al titular que la presente de nuevo.',
    },
  },
  validity: {
    ok: { says: 'Está vigente hoy.' },
    earlier_check_failed: earlier,
    expired: { says: 'Estuvo vigente, pero ya caducó.', next: 'Pregunte al titular si la ha renovado.' },
    not_yet_valid: {
      says: 'Todavía no está vigente.',
      next: 'Compruébela de nuevo después del primer día que indica.',
    },
  },
  status: {
    ok: { says: 'La institución no la ha retirado.' },
    earlier_check_failed: earlier,
    no_entry: { says: 'La institución no ofreció una manera de preguntar si fue retirada.' },
    revoked: {
      says: 'La institución la ha revocado definitivamente.',
      next: 'No confíe en esta insignia. La institución puede explicar el motivo al titular.',
    },
    suspended: {
      says: 'La institución la ha suspendido por ahora.',
      next: 'Consulte a la institución o compruébela más tarde.',
    },
    retrieval: { says: 'No pudimos preguntar si fue retirada.', next: listAgain },
    list_unverified: {
      says: 'La lista de insignias retiradas no está bien firmada, así que no prueba nada.',
      next: listAgain,
    },
    list_malformed: { says: 'La lista de insignias retiradas no se puede leer.', next: listAgain },
    list_issuer_mismatch: { says: 'La lista de insignias retiradas la hizo otra entidad.', next: stillInForce },
    list_id_mismatch: { says: 'Recibimos otra lista de insignias retiradas que la que pedimos.', next: listAgain },
    list_purpose_mismatch: { says: 'La lista que nombra se hizo con otro fin.', next: stillInForce },
    list_too_short: {
      says: 'La lista de insignias retiradas es más corta de lo que permite la norma.',
      next: stillInForce,
    },
    list_too_large: { says: 'La lista de insignias retiradas es demasiado grande para leerla.', next: stillInForce },
    list_not_yet_valid: { says: 'La lista de insignias retiradas lleva una fecha futura.', next: listAgain },
    bad_index: { says: 'Su lugar en la lista de insignias retiradas no está bien escrito.', next: stillInForce },
    bad_entry: { says: 'No dice con claridad dónde preguntar si fue retirada.', next: stillInForce },
    range_error: { says: 'Su lugar queda fuera de la lista de insignias retiradas.', next: stillInForce },
    stale: { says: 'La lista de insignias retiradas es demasiado antigua para fiarse de ella.', next: listAgain },
    unsupported_entry: { says: 'Usa una forma de señalar insignias retiradas que no conocemos.', next: stillInForce },
    unsupported_purpose: { says: 'Su estado es de un tipo que no conocemos.', next: stillInForce },
    unsupported_size: { says: 'Su estado está escrito en una forma que no conocemos.', next: stillInForce },
    rolled_back: {
      says: 'Recibimos una lista de insignias retiradas más antigua que otra que ya habíamos visto.',
      next: listAgain,
    },
    budget: { says: 'Nombra más lugares de los que consultamos por un documento.', next: retry },
    not_a_status_list: {
      says: 'Lo que la institución publicó en lugar de su lista de insignias retiradas no es tal lista.',
      next: tellIssuer,
    },
    message: { says: 'La institución dejó un mensaje sobre su estado.' },
    refresh_available: { says: 'La institución dice que hay una versión más reciente.' },
    deadline: { says: 'Comprobarla llevó más tiempo del permitido, así que quedó sin decidir.', next: retry },
  },
  achievement_issuer: {
    ok: { says: 'El logro no nombra a otro autor que la institución.' },
    earlier_check_failed: earlier,
    foreign_id: {
      says: 'El logro tiene su dirección en otro sitio que el de la institución, y nada muestra aquí que esta pueda otorgarlo.',
      next: 'Si le importa, consulte esa dirección.',
    },
    third_party_creator: {
      says: 'El logro lo escribió otra entidad, y nada muestra aquí que la institución pueda otorgarlo.',
      next: 'Si le importa, pregunte a quien escribió el logro.',
    },
    no_achievement: { says: 'No trata de ningún logro.' },
  },
};
