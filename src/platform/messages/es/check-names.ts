// Las comprobaciones: nombre, pregunta que responde cada una y frase para un resultado que no tiene la suya propia.
import type { CheckTexts } from '../check-texts.ts';

export const names: CheckTexts['names'] = {
  open_badge: { name: 'Tipo de documento', asks: '¿Es una Open Badge 3.0 u otra cosa?' },
  parse: { name: 'Legible', asks: '¿Es un archivo de insignia que se puede leer?' },
  structure: { name: 'Bien formada', asks: '¿Dice el archivo lo mismo a todo lector, sin ocultar nada?' },
  schema: { name: 'Completa', asks: '¿Contiene todo lo que debe contener una Open Badge?' },
  context: { name: 'Vocabulario', asks: '¿Usa solo palabras cuyo significado está fijado públicamente?' },
  issuer_key: { name: 'Clave de la institución', asks: '¿La clave con que se firmó es de la institución nombrada?' },
  proof: { name: 'Firma', asks: '¿Sigue igual que cuando la institución la firmó?' },
  validity: { name: 'Fechas', asks: '¿Está vigente hoy?' },
  status: { name: 'No retirada', asks: '¿La ha revocado o suspendido la institución?' },
  achievement_issuer: { name: 'Autoría del logro', asks: '¿Otorga la institución un logro propio?' },
  issuer_trust: { name: 'Institución conocida', asks: '¿Figura la institución en un registro de su confianza?' },
  recipient: { name: 'Titular', asks: '¿Se otorgó a la persona en quien usted piensa?' },
  image: { name: 'Imagen', asks: '¿Es esta la imagen que corresponde a la insignia?' },
  refresh: { name: 'Copia más reciente', asks: '¿Existe una copia más reciente de esta insignia?' },
  endorsement: { name: 'Avales', asks: '¿La avalan otros, y son correctas sus firmas?' },
  evidence_digest: { name: 'Evidencias', asks: '¿Siguen las evidencias tal como las vio la institución?' },
  credential: { name: 'Insignias incluidas', asks: '¿Es correcta por sí sola cada insignia que contiene?' },
  holder: { name: 'Quién la muestra', asks: '¿La reunió y firmó la persona que la muestra?' },
  legacy: { name: 'Open Badges 2.0', asks: '¿Cumple esta insignia antigua las reglas de su época?' },
  lint: { name: 'Lista para emitir', asks: '¿Superaría la verificación una vez firmada?' },
};

export const outcomes: CheckTexts['outcomes'] = {
  pass: { says: 'Aquí no hay nada incorrecto.' },
  fail: {
    says: 'Se ha comprobado que esto es incorrecto.',
    next: 'No confíe en esta insignia. Consulte a la institución que figura en ella.',
  },
  unknown: {
    says: 'Esto no se ha podido establecer.',
    next: 'Inténtelo más tarde o consulte a la institución que figura en ella.',
  },
  not_applicable: { says: 'En esta insignia no hay nada que comprobar aquí.' },
  not_evaluated: { says: 'No se comprobó porque falló una comprobación anterior.' },
};
