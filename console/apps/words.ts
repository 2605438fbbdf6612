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
    secret: { en: 'Client secret', es: 'Secreto de cliente' },
    secretHelp: {
      en: 'It is shown only now. Give it to the makers of the app by a safe way; if it is lost, revoke the app and register it anew.',
      es: 'Se muestra solo ahora. Entréguelo a los autores de la aplicación por una vía segura; si se pierde, revoque la aplicación y regístrela de nuevo.',
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
