// Frases de las comprobaciones que miran el propio documento: si se lee, si está bien formado, completo y sin ambigüedad.
import type { CheckSentences } from '../check-texts.ts';

const fresh = 'Pida al titular el archivo original, tal como lo entregó la institución.';
const tellIssuer = 'Pida a la institución que la emita de nuevo: su programa escribió algo que la norma no permite.';
const distrust = 'No confíe en ella. Consulte a la institución que figura en ella.';
const whichFile = 'Compruebe que se trata de la insignia y no de otro archivo.';
const meaning = 'Pregunte a la institución qué acredita la insignia.';
const earlier = { says: 'No se comprobó porque falló una comprobación anterior.' };

export const formSentences: Pick<CheckSentences, 'parse' | 'structure' | 'schema' | 'context'> = {
  parse: {
    ok: { says: 'El archivo se leyó sin dificultad.' },
    syntax: { says: 'El texto no es un documento JSON completo; puede faltar una parte.', next: fresh },
    duplicate_key: {
      says: 'La misma entrada aparece dos veces, así que dos lectores podrían leer cosas distintas.',
      next: fresh,
    },
    forbidden_key: {
      says: 'Contiene una entrada impropia de una insignia que podría engañar a los programas.',
      next: fresh,
    },
    too_deep: { says: 'Está anidada mucho más de lo que admite una insignia.', next: fresh },
    invalid_utf8: { says: 'Algunos caracteres están dañados.', next: fresh },
    too_large: { says: 'Es más grande de lo que puede ser una insignia.', next: whichFile },
    not_object: {
      says: 'Esto no es una insignia, sino otro tipo de texto.',
      next: 'Pegue la insignia completa, desde la primera { hasta la última }.',
    },
    encoding: { says: 'La forma compacta está dañada: no son tres partes limpias unidas por puntos.', next: fresh },
    unsupported_format: {
      says: 'Está escrita en una forma que no leemos.',
      next: 'Pida al titular la insignia como archivo JSON o como texto firmado simple.',
    },
    not_a_credential: { says: 'Se puede leer, pero no es una insignia.', next: whichFile },
    image_malformed: { says: 'El archivo de imagen está dañado.', next: fresh },
    unsafe_svg: {
      says: 'La imagen declara entidades propias, que una insignia no necesita y que podrían engañar a los programas.',
      next: fresh,
    },
    no_badge_data: {
      says: 'Es una imagen sin insignia dentro.',
      next: 'Pida al titular el propio archivo de imagen, no una captura de pantalla, o la insignia como archivo.',
    },
    ambiguous_badge_data: {
      says: 'La imagen contiene más de una insignia, así que no se sabe cuál cuenta.',
      next: fresh,
    },
  },
  structure: {
    ok: { says: 'El archivo tiene un único significado claro y no oculta nada.' },
    earlier_check_failed: earlier,
    invalid_unicode: { says: 'Contiene caracteres que no se pueden mostrar y podrían ocultar un cambio.', next: fresh },
    unsafe_integer: { says: 'Contiene un número demasiado grande para leerse con exactitud.', next: tellIssuer },
    number_out_of_range: { says: 'Contiene un número que no se puede leer con exactitud.', next: tellIssuer },
    alias_key: {
      says: 'Da un segundo nombre a una entrada, y los programas podrían leerla de otro modo que las personas.',
      next: distrust,
    },
    forbidden_key: {
      says: 'Contiene una entrada impropia de una insignia que podría engañar a los programas.',
      next: fresh,
    },
    null_value: { says: 'Contiene una entrada vacía, algo que una insignia no puede tener.', next: tellIssuer },
    too_deep: { says: 'Está anidada mucho más de lo que admite una insignia.', next: fresh },
    too_large: { says: 'Es más grande de lo que puede ser una insignia.', next: tellIssuer },
    too_many_nodes: { says: 'Tiene muchas más entradas de las que tiene una insignia.', next: tellIssuer },
    array_too_long: { says: 'Una de sus listas es más larga de lo que necesita una insignia.', next: tellIssuer },
    string_too_long: { says: 'Uno de sus textos es más largo de lo que admite una insignia.', next: tellIssuer },
    too_many_proofs: { says: 'Lleva más firmas de las que comprobamos.', next: tellIssuer },
    too_many_endorsements: { says: 'Lleva más avales de los que comprobamos.', next: tellIssuer },
    too_many_credentials: {
      says: 'Contiene más insignias de las que comprobamos a la vez.',
      next: 'Verifique una por una las insignias que contiene.',
    },
    too_many_status_entries: {
      says: 'Indica más lugares donde preguntar si fue retirada de los que puede indicar una insignia.',
      next: tellIssuer,
    },
    deadline: {
      says: 'Leerla llevó más tiempo del permitido, así que quedó sin decidir.',
      next: fresh,
    },
    repeated_item: { says: 'Lo mismo figura dos veces en una lista, cosa que ninguna firma advertiría.', next: fresh },
    empty_array: { says: 'Una de sus listas está vacía, cosa que ninguna firma advertiría.', next: fresh },
    nested_array: { says: 'Hay una lista dentro de otra, cosa que ninguna firma advertiría.', next: fresh },
    too_precise: { says: 'Uno de sus números tiene más cifras de las que cubre una firma.', next: tellIssuer },
    repeated_id: { says: 'Dos cosas distintas llevan en ella el mismo nombre.', next: tellIssuer },
    nested_context: { says: 'Cambia el significado de las palabras en medio del documento.', next: distrust },
  },
  schema: {
    ok: { says: 'Está todo lo que debe decir un documento de su clase.' },
    earlier_check_failed: earlier,
    unknown_schema: { says: 'Nombra reglas propias que no conocemos, así que no se comprobaron.' },
    required: { says: 'Falta algo que toda insignia debe decir.', next: tellIssuer },
    type: { says: 'Una entrada es de un tipo equivocado.', next: tellIssuer },
    value: { says: 'Una entrada tiene un valor que la norma no conoce.', next: tellIssuer },
    closed_object: { says: 'Contiene una entrada donde la norma no admite otras.', next: tellIssuer },
    too_few: { says: 'Una de sus listas es más corta de lo debido.', next: tellIssuer },
    format: { says: 'Una entrada no está escrita en la forma que pide la norma.', next: tellIssuer },
    date_time: { says: 'Una fecha no está escrita con exactitud, con su zona horaria.', next: tellIssuer },
    uri_scheme: { says: 'Una dirección es de un tipo que una insignia no puede usar.', next: tellIssuer },
    language_tag: { says: 'Nombra un idioma de una forma desconocida.', next: tellIssuer },
    subject_unidentified: {
      says: 'No dice a quién se otorgó.',
      next: 'Pida a la institución una insignia que identifique a su titular.',
    },
    unknown_result_description: { says: 'Indica un resultado de algo que el logro no describe.', next: tellIssuer },
    unknown_level: { says: 'Indica un nivel que su propia rúbrica no tiene.', next: tellIssuer },
    several_kinds: { says: 'Afirma ser dos tipos de documento a la vez.', next: fresh },
    duplicate_id: { says: 'Dos cosas distintas llevan en ella el mismo nombre.', next: tellIssuer },
  },
  context: {
    ok: { says: 'Sus palabras tienen un significado fijo y público.' },
    earlier_check_failed: earlier,
    missing: {
      says: 'No dice qué vocabulario usa, así que sus palabras no tienen un significado seguro.',
      next: tellIssuer,
    },
    not_array: { says: 'Nombra su vocabulario en una forma que la norma no permite.', next: tellIssuer },
    recompacted: {
      says: 'Trae palabras propias cuyo significado solo ella define. Se dejaron fuera y se leyó lo demás.',
      next: tellIssuer,
    },
    unused_vocabulary: {
      says: 'Se le añadió un vocabulario que no usa; la institución no tendría motivo para hacerlo.',
      next: fresh,
    },
    inline_context: { says: 'Trae sus propios significados, que nadie más puede comprobar.', next: meaning },
    unknown_context: {
      says: 'Usa un vocabulario que no conocemos, así que no podemos decir qué significan sus palabras.',
      next: meaning,
    },
    too_many_contexts: { says: 'Mezcla más vocabularios de los que puede usar una insignia.', next: tellIssuer },
    wrong_order: {
      says: 'Sus vocabularios están en un orden equivocado, lo que puede cambiar el significado de las palabras.',
      next: tellIssuer,
    },
  },
};
