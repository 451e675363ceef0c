// One customer's own page.
export const CustomerPage = () => null
