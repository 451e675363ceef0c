// Placeholder.
export const HomePage = () => null
