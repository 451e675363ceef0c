// The customer list.
export const CustomersPage = () => null
