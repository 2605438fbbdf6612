/** How a patient agrees that an agent sees what they see. */
export const consents = ['spoken-in-call', 'in-person', 'in-writing'] as const
