/** How many characters of a record's number lists show. */
export const shownOfMrn = 3
