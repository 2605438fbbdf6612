import type { Words } from '../core/words/entry.ts'

/** The words of the apps that patients may let read their record. */
export const appsWords = {
  app: {
    title: { en: 'Apps for patients', es: 'Aplicaciones para pacientes' },
    intro: {
      en: 'Patients can let these apps read their health record. Each patient is asked first, and can end it at any time.',
      es: 'Los pacientes pueden permitir que estas aplicaciones lean su expediente de salud. Antes se pregunta a cada paciente, y puede ponerle fin en cualquier momento.',
    },
    which: { en: 'Which apps', es: 'Qué aplicaciones' },
    inUse: { en: 'Registered', es: 'Registradas' },
    revoked: { en: 'Revoked', es: 'Revocadas' },
    none: { en: 'No apps here', es: 'No hay aplicaciones' },
    noneHelp: {
      en: 'The makers of an app tell you what it is called and which addresses it comes back to.',
      es: 'Quienes hacen una aplicación le dicen cómo se llama y a qué direcciones vuelve.',
    },
    name: { en: 'App', es: 'Aplicación' },
    publisher: { en: 'Published by', es: 'Publicada por' },
    clientId: { en: 'Client ID', es: 'ID de cliente' },
    comesBack: { en: 'Comes back to', es: 'Vuelve a' },
    patients: { en: 'Patients who allow it', es: 'Pacientes que la permiten' },
    registered: { en: 'Registered', es: 'Registrada' },
    registeredBy: { en: 'by %{name}', es: 'por %{name}' },
    revokedAt: { en: 'Revoked', es: 'Revocada' },
    registerHelp: {
      en: 'Its name and publisher are what patients read when it asks them. They cannot be changed later: revoke it and register it anew.',
      es: 'Su nombre y quién la publica es lo que leen los pacientes cuando les pregunta. No pueden cambiarse después: revóquela y regístrela de nuevo.',
    },
    redirectsHelp: {
      en: 'Each on a line of its own. The makers of the app know them.',
      es: 'Cada una en su línea. Las conocen quienes hacen la aplicación.',
    },
    keysHelp: {
      en: 'Only of an app with a key: what its makers publish as their JSON Web Key Set.',
      es: 'Solo de una aplicación con clave: lo que publican sus autores como JSON Web Key Set.',
    },
    keysAtHelp: {
      en: 'An https address. Its keys are read from there again and again, and its makers change them there.',
      es: 'Una dirección https. Sus claves se leen de ahí una y otra vez, y sus autores las cambian ahí.',
    },
    changeHelp: {
      en: 'An app with a secret is given a new one, which is shown once. Of an app with a key, give its new keys or the address of them. Unless you say otherwise, what it had counts for a while longer, so that its makers can change over.',
      es: 'Una aplicación con secreto recibe uno nuevo, que se muestra una vez. De una aplicación con clave, dé sus claves nuevas o la dirección de ellas. Si no indica otra cosa, lo que tenía vale todavía un tiempo, para que sus autores puedan hacer el cambio.',
    },
    oldUntil: { en: 'The old ones count until', es: 'Las anteriores valen hasta' },
    secret: { en: 'Client secret', es: 'Secreto de cliente' },
    secretHelp: {
      en: 'It is shown only now. Give it to the makers of the app by a safe way; if it is lost, change it.',
      es: 'Se muestra solo ahora. Entréguelo a los autores de la aplicación por una vía segura; si se pierde, cámbielo.',
    },
    secretKept: { en: 'I have kept it', es: 'Ya lo guardé' },
  },
  appProof: {
    none: {
      en: 'Nothing: it runs on a phone or in a page',
      es: 'Nada: funciona en un teléfono o en una página',
    },
    secret: { en: 'A secret: it runs on a server', es: 'Un secreto: funciona en un servidor' },
    key: { en: 'A key: it runs on a server', es: 'Una clave: funciona en un servidor' },
  },
} as const satisfies Words
