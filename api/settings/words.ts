import { said } from '../core/words.ts'

export const unchanged = said('setting-unchanged', 'is what it is already', 'ya es el valor actual')
export const changedByTwo = said(
  'changed-by-two',
  'is what the watch over access goes by: two privacy officers change it, on the page “Alert rules”',
  'rige la vigilancia de accesos: la cambian dos responsables de privacidad, en la página «Reglas de alerta»',
)
export const noSetting = said('no-setting', 'is not a setting', 'no es un ajuste')
export const atLeastBeside = said(
  'too-low-beside',
  'must be at least {least}, to leave room beside “{keeps}”',
  'debe ser como mínimo {least}, para dejar margen junto a «{keeps}»',
)
export const atMostBeside = said(
  'too-high-beside',
  'must be at most {most}, to leave room beside “{keeps}”',
  'debe ser como máximo {most}, para dejar margen junto a «{keeps}»',
)
export const noNewVaultKey = said(
  'no-new-vault-key',
  'There is no new key. Put one before the old one in VAULT_KEY of every node, start them again, and repeat this.',
  'No hay una clave nueva. Póngala antes de la anterior en VAULT_KEY de cada nodo, reinícielos y repita esto.',
)
