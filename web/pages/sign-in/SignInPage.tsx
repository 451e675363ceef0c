// Placeholder.
export const SignInPage = () => null
