import type { Room } from '../acts/catalogue.ts'
import { changeSetting } from './changeSetting.ts'
import { showPolicy } from './showPolicy.ts'

export const settings: Room = { acts: [changeSetting], views: [showPolicy] }
