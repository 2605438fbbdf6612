import type { Room } from '../acts/catalogue.ts'
import { accessClosed } from './access.ts'
import { allowApp, refuseApp, showRequest } from './ask.ts'
import { appsBound } from './bound.ts'
import { endMyApp, listMyApps } from './mine.ts'
import { appPages } from './pages.ts'
import { appsPolicy } from './policy.ts'
import { appLetIn } from './provider.ts'
import { changeAppKeys, listApps, registerApp, revokeApp } from './register.ts'
import { smartConfiguration } from './smartConfiguration.ts'

export const apps: Room = {
  acts: [registerApp, changeAppKeys, revokeApp, allowApp, refuseApp, endMyApp],
  views: [listApps, showRequest, listMyApps, smartConfiguration],
  actions: [appLetIn, accessClosed],
  pages: appPages,
  policy: appsPolicy,
  bound: appsBound,
}
