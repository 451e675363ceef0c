// Placeholder.
export const NotHereYetPage = () => null
