import { policyRows } from '../core/policy.ts'

export const appsPolicy = policyRows('apps', {
  appAskMinutes: {
    usual: 10,
    least: 5,
    most: 30,
    unit: 'minutes',
    meaning: {
      en: 'How long a patient may take to sign in and decide what an app asks for',
      es: 'Cuánto puede tardar un paciente en iniciar sesión y decidir lo que pide una aplicación',
    },
  },
  appCodeSeconds: {
    usual: 60,
    least: 10,
    most: 600,
    unit: 'seconds',
    meaning: {
      en: 'How long the code works with which an app fetches its access after the patient allowed it',
      es: 'Cuánto sirve el código con que una aplicación obtiene su acceso después de que el paciente lo permite',
    },
    source: 'RFC 6749, 4.1.2: ten minutes at most',
  },
  appAccessMinutes: {
    usual: 60,
    least: 5,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'How long an app reads before it has to renew its access',
      es: 'Cuánto lee una aplicación antes de tener que renovar su acceso',
    },
    source: 'SMART App Launch 2.2: an hour at most',
  },
  appKeysMinutes: {
    usual: 5,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'How long the keys that an app publishes at an address count before they are read again',
      es: 'Cuánto valen las claves que una aplicación publica en una dirección antes de volver a leerlas',
    },
  },
  appKeyOverlapHours: {
    usual: 24,
    least: 1,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'How long the old secret or keys of an app still count after they were changed, unless they end at once',
      es: 'Cuánto valen todavía el secreto o las claves anteriores de una aplicación después de cambiarlos, salvo que dejen de valer de inmediato',
    },
  },
  appAllowedDays: {
    usual: 90,
    least: 1,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How long an app may go on reading after the patient allowed it, where it asked to go on',
      es: 'Cuánto puede seguir leyendo una aplicación después de que el paciente lo permitió, si pidió seguir',
    },
    source: '45 CFR 170.315(g)(10): three months at least for apps that can keep their access safe',
  },
})
