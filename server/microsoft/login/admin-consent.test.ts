// What Microsoft brings back from admin consent, as its documents print it.
import { expect, it } from 'vitest'
import { adminConsentAddress, adminConsentAnswer } from './admin-consent.ts'

const answered = (query: string) => adminConsentAnswer(new URL(`https://tenantry.example/connection/callback?${query}`))

it('is told from the answer of a sign-in by its state, or by what it says where the link was made by hand', () => {
  const address = new URL(
    adminConsentAddress({
      loginUrl: 'https://login.microsoftonline.com',
      tenantId: '0f6f4b7e-2c1d-4a53-9d0e-7b1a5c3e9f10',
      clientId: 'app',
      scope: 'https://graph.microsoft.com/.default',
      redirectUri: 'https://tenantry.example/connection/callback',
    }),
  )
  expect(address.pathname).toBe('/0f6f4b7e-2c1d-4a53-9d0e-7b1a5c3e9f10/v2.0/adminconsent')
  const state = `state=${address.searchParams.get('state')}`
  expect(answered(`admin_consent=True&tenant=0f6f4b7e&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&${state}`)).toEqual({
    problem: null,
  })
  expect(answered('admin_consent=True&tenant=0f6f4b7e')).toEqual({ problem: null })
  expect(answered(`error=permission_denied&error_description=The+admin+canceled+the+request&${state}`)).toEqual({
    problem: 'consent_declined',
  })
  expect(answered(state)).toEqual({ problem: 'sign_in_interrupted' })
  expect(answered('code=x&state=y')).toBeNull()
  expect(answered('error=access_denied&state=y')).toBeNull()
})

it('is a refusal where there is an error, whatever admin_consent says beside it', () => {
  expect(
    answered('error=access_denied&error_description=AADSTS65004%3A+User+declined+to+consent+to+access+the+app.&admin_consent=True'),
  ).toEqual({ problem: 'consent_declined' })
  expect(answered('error=access_denied&error_description=AADSTS90094%3A+An+administrator+is+needed.&admin_consent=True')).toEqual({
    problem: 'admin_consent_required',
  })
})
