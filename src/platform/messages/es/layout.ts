// Lo que figura en todas las páginas: cabecera, pie, aviso y las palabras que comparten varias páginas.
import type { layout as english } from '../en/layout.ts';

export const layout: Readonly<Record<keyof typeof english, string>> = {
  skip: 'Ir al contenido',
  home: 'Waymark, a la página inicial',
  navigation: 'Principal',
  verify: 'Verificar',
  language: 'Idioma',
  localSample:
    'Muestra local. Todo esto vive en un solo ordenador, en {origin}; nadie puede consultarlo ni comprobarlo desde otro lugar.',
  promise: 'Esta página no usa cookies, no ejecuta programas y no carga nada de otros sitios.',
  motto: 'Waymark: entra la prueba de una habilidad, sale una insignia en la que se puede confiar.',
  opensElsewhere: 'lleva a otro sitio',
  untilUnlimited: 'Sin fecha final',
  version: 'Versión {version}',
};
