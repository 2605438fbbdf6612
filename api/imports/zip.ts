const us = /^(?:us|usa|u\.s\.(?:a\.)?|united states(?: of america)?|840)$/i

/**
 * A US ZIP code that a spreadsheet took for a number: 1013 is 01013, and 601 is 00601 of Puerto Rico. Other countries have
 * postal codes of four digits, so it is one only where the address is of the US, or says no country and the hospital is.
 * @returns nothing where no zeros are lost
 */
export function zipPadded(
  code: string,
  country: string | null | undefined,
  home: string,
): string | undefined {
  if (country ? !us.test(country.trim()) : home !== 'US') return undefined
  const [, zip, more = ''] = /^(\d{4}|[5-9]\d\d)(-\d{4})?$/.exec(code) ?? []
  return zip && zip.padStart(5, '0') + more
}
