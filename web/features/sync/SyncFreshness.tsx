// How fresh the customers are.
export const SyncFreshness = () => null
