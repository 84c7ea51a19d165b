// La página inicial: qué es Waymark, el formulario para verificar una insignia y adónde seguir.
import type { home as english } from '../en/home.ts';

export const home: Readonly<Record<keyof typeof english, string>> = {
  title: 'Insignias que muestran lo que alguien sabe hacer',
  description:
    'Waymark convierte la prueba evaluada de una habilidad en una Open Badge firmada que cualquiera puede verificar.',
  lead: 'Los centros publican cómo se ve una habilidad, nivel por nivel. Cuando el trabajo de una persona alcanza esos niveles, Waymark firma una insignia que lo cuenta todo, y cualquiera puede comprobarla.',
  verifyTitle: '¿Le han enviado una insignia?',
  verifyLead: 'Pegue su enlace. Verá qué se demostró, quién lo evaluó y si sigue en pie.',
  trailTitle: 'Cómo se obtiene una insignia',
  step1: 'Un centro publica la rúbrica',
  step1More: 'Cada criterio y cada nivel, a la vista antes de empezar.',
  step2: 'Una persona presenta su trabajo',
  step2More: 'Trabajo real: un plan de clase, un vídeo, un registro de campo.',
  step3: 'Una persona evaluadora lo valora',
  step3More: 'Criterio por criterio. Sin promedios: hay que cumplir cada uno.',
  step4: 'Se firma el resultado',
  step4More: 'Rúbrica, niveles y huellas del trabajo quedan dentro de la firma.',
  step5: 'Cualquiera la verifica',
  step5More: 'A quien contrata le bastan un enlace y medio minuto.',
  samplesTitle: 'Vea un ejemplo',
  sampleBadge: 'Una insignia, como la ve quien contrata',
  sampleAchievement: 'Un logro con su rúbrica',
  sampleInstitution: 'Un centro y lo que otorga',
  developersTitle: 'Para desarrolladores',
  developersLead: 'Todo esto es también una API: Open Badges 3.0, W3C Verifiable Credentials 2.0, OpenAPI 3.1.',
  apiDocs: 'Leer la documentación de la API',
};
