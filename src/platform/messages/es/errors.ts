// Páginas de error y páginas que explican un tipo de problema.
import type { errors as english } from '../en/errors.ts';

export const errors: Readonly<Record<keyof typeof english, string>> = {
  notFoundTitle: 'No hay nada en esta dirección',
  notFoundLead:
    'Quizá el enlace esté incompleto o lo que había no sea público. Compruebe que se copió la dirección entera.',
  tooManyTitle: 'Un momento, por favor',
  tooManyLead: 'Llegaron demasiadas peticiones desde su red. Espere un minuto e inténtelo de nuevo.',
  requestTitle: 'No se pudo responder a esta petición',
  requestLead: 'Algo en la petición no es como debería. Vuelva atrás e inténtelo de nuevo.',
  serverTitle: 'Algo ha fallado de nuestro lado',
  serverLead: 'No es culpa suya y no se ha perdido nada. Inténtelo de nuevo en unos minutos.',
  status: 'Error {status}',
  reference: 'Si nos escribe, indique este número: {reference}',
  goHome: 'A la página inicial',
  goVerify: 'Verificar una insignia',
  problemKind: 'Tipo de problema',
  problemDescription: 'Qué significa el problema «{title}» y qué se puede hacer.',
  statusCode: 'Código de estado',
  problemType: 'Tipo',
  means: 'Qué significa',
  toDo: 'Qué hacer',
  shape: 'Cómo se ve',
  shapeLead: 'Todo problema se responde como application/problem+json (RFC 9457).',
};
