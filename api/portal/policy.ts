import { policyRows } from '../core/policy.ts'
import { mailPolicy } from '../mail/policy.ts'

/** What a stranger at the portal may try. */
export const portalPolicy = policyRows('logins', {
  wrongPasswordsBeforeLock: {
    usual: 5,
    least: 3,
    most: 100,
    unit: 'times',
    meaning: {
      en: 'Wrong passwords in a row before a patient’s account locks',
      es: 'Contraseñas erróneas seguidas antes de que se bloquee la cuenta de un paciente',
    },
    source: 'NIST SP 800-63B-4, 3.2.2: at most 100',
  },
  portalWrongTries: {
    usual: 20,
    least: 5,
    most: 100,
    unit: 'times',
    meaning: {
      en: 'Failed sign-ins with one username, whether it exists or not, before each further try waits',
      es: 'Inicios de sesión fallidos con un nombre de usuario, exista o no, antes de que cada intento espere',
    },
    source: 'NIST SP 800-63B-4, 3.2.2: at most 100',
  },
  portalWrongTriesPerNetwork: {
    usual: 200,
    least: 20,
    most: 5000,
    unit: 'times',
    meaning: {
      en: 'Failed sign-ins of patients from one network address before each further try waits',
      es: 'Inicios de sesión fallidos de pacientes desde una dirección de red antes de que cada intento espere',
    },
  },
  portalAccountsPerNetwork: {
    usual: 10,
    least: 3,
    most: 1000,
    unit: 'times',
    meaning: {
      en: 'Different usernames with failed sign-ins from one network address, on devices that are not known, before each further one waits',
      es: 'Nombres de usuario distintos con inicios de sesión fallidos desde una dirección de red, en dispositivos desconocidos, antes de que cada otro espere',
    },
    source: 'OWASP Credential Stuffing Prevention Cheat Sheet',
  },
  portalAccountForgottenMinutes: {
    usual: 60,
    least: 5,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one of those usernames is forgotten',
      es: 'Minutos tras los que se olvida uno de esos nombres de usuario',
    },
  },
  portalDeviceDays: {
    usual: 180,
    least: 1,
    most: 400,
    unit: 'days',
    meaning: {
      en: 'How long a device is known again on which a patient signed in; there the failed tries of strangers do not keep the patient out',
      es: 'Cuánto tiempo se reconoce un dispositivo en el que un paciente inició sesión; allí los intentos fallidos de extraños no dejan fuera al paciente',
    },
    source: 'OWASP Authentication Cheat Sheet, device cookies',
  },
  deadLinksPerNetwork: {
    usual: 50,
    least: 10,
    most: 1000,
    unit: 'times',
    meaning: {
      en: 'Links that do not work, tried from one network address, before each further one waits',
      es: 'Enlaces que no sirven, probados desde una dirección de red, antes de que cada otro espere',
    },
  },
  deadLinkForgottenMinutes: {
    usual: 2,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one such link is forgotten',
      es: 'Minutos tras los que se olvida uno de esos enlaces',
    },
  },
  signInForFactorMinutes: {
    usual: 10,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'How long ago a patient may have signed in to set up or remove an authenticator or a passkey',
      es: 'Cuánto hace, como máximo, que un paciente debe haber iniciado sesión para configurar o quitar un autenticador o una llave de acceso',
    },
    source: 'OWASP ASVS 5.0, 7.5.1',
  },
  portalPasskeyMinutes: {
    usual: 5,
    least: 1,
    most: 10,
    unit: 'minutes',
    meaning: {
      en: 'How long a passkey of a patient may take to answer',
      es: 'Cuánto puede tardar en responder una llave de acceso de un paciente',
    },
    source: 'W3C Web Authentication Level 3, 15.1',
  },
  portalPasskeysEach: {
    usual: 5,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: { en: 'Passkeys one patient may have', es: 'Llaves de acceso que puede tener un paciente' },
  },
  wrongBirthDatesPerLink: {
    usual: 5,
    least: 3,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Wrong dates of birth after which a link stops working',
      es: 'Fechas de nacimiento erróneas tras las que un enlace deja de servir',
    },
  },
  resetRequestsAnHour: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    // What a stranger asks for on the sign-in page leaves the desk a code and a link (2026-11-26).
    under: { name: 'secretsByMailAnHour', row: mailPolicy.secretsByMailAnHour, by: 2 },
    meaning: {
      en: 'Password reset emails one patient can request in an hour',
      es: 'Correos para cambiar la contraseña que un paciente puede pedir en una hora',
    },
  },
  resetRequestsPerNetwork: {
    usual: 50,
    least: 10,
    most: 1000,
    unit: 'times',
    meaning: {
      en: 'Requests for a new password from one network address before each further one waits',
      es: 'Solicitudes de contraseña nueva desde una dirección de red antes de que cada una espere',
    },
  },
  resetRequestForgottenMinutes: {
    usual: 2,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Minutes after which one such request is forgotten',
      es: 'Minutos tras los que se olvida una de esas solicitudes',
    },
  },
  viewAsPatientMinutes: {
    usual: 10,
    least: 2,
    most: 30,
    unit: 'minutes',
    meaning: {
      en: 'How long an agent may see what a patient sees in the portal, after the patient agreed to it',
      es: 'Cuánto tiempo puede un agente ver lo que ve un paciente en el portal, tras aceptarlo el paciente',
    },
    source: '45 CFR 164.502(b), minimum necessary',
  },
  viewAsPatientLevel: {
    usual: 2,
    least: 1,
    most: 3,
    unit: 'level',
    meaning: {
      en: 'Identity level to which a caller must be verified before they can agree that an agent sees what they see in the portal',
      es: 'Nivel de identidad hasta el que debe verificarse a quien llama antes de que pueda aceptar que un agente vea lo que ve en el portal',
    },
  },
})
