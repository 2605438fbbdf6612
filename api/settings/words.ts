import { said } from '../core/words.ts'

export const unchanged = said('setting-unchanged', 'is what it is already', 'ya es el valor actual')
export const noSetting = said('no-setting', 'is not a setting', 'no es un ajuste')
