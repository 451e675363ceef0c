// The currency Microsoft sells in, by country, and a price in it. Pure. Entered by the catalog, cart and order writers.

export type Currency = { code: string; symbol: string; perDollar: number }

const EURO: Currency = { code: 'EUR', symbol: '€', perDollar: 0.93 }
const OTHERS: Readonly<Record<string, Currency>> = {
  US: { code: 'USD', symbol: '$', perDollar: 1 },
  CA: { code: 'CAD', symbol: '$', perDollar: 1.36 },
  GB: { code: 'GBP', symbol: '£', perDollar: 0.82 },
  CH: { code: 'CHF', symbol: 'CHF', perDollar: 0.9 },
  DK: { code: 'DKK', symbol: 'kr.', perDollar: 6.9 },
  SE: { code: 'SEK', symbol: 'kr', perDollar: 10.5 },
  NO: { code: 'NOK', symbol: 'kr', perDollar: 10.7 },
  JP: { code: 'JPY', symbol: '¥', perDollar: 149 },
  AU: { code: 'AUD', symbol: '$', perDollar: 1.52 },
  IN: { code: 'INR', symbol: '₹', perDollar: 83 },
  MA: { code: 'USD', symbol: '$', perDollar: 1 },
  UA: { code: 'USD', symbol: '$', perDollar: 1 },
  TR: { code: 'USD', symbol: '$', perDollar: 1 },
}

export function currencyOf(country: string): Currency {
  return OTHERS[country.toUpperCase()] ?? EURO
}

export function priceIn(currency: Currency, dollars: number): number {
  return Math.round(dollars * currency.perDollar * 100) / 100
}
