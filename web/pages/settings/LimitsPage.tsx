// Placeholder.
export const LimitsPage = () => null
