import type { Room } from '../acts/catalogue.ts'
import { settingsBound } from './bound.ts'
import { changeSetting } from './changeSetting.ts'
import { showPolicy } from './showPolicy.ts'
import { vaultRotated } from './vaultCommands.ts'

export const settings: Room = {
  acts: [changeSetting],
  views: [showPolicy],
  actions: [vaultRotated],
  bound: settingsBound,
}
