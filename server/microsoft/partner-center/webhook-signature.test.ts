// The certificate of an event: where it may come from, and that one which nobody vouches for is not fetched again and again.
import { sign, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChain, privateKeyOf } from '../../../simulator/partner-center/certificate.ts'
import { type ReplyingServer, startReplyingServer } from '../../../tests/support/replying-server.ts'
import { createHttp } from '../http.ts'
import { certificateAddress, issuerAddress } from './webhook-addresses.ts'
import { createVerifySignature, type VerifySignature } from './webhook-signature.ts'

const partnerCenter = 'https://api.partnercenter.microsoft.com'
const http = createHttp({ wait: async () => {} })
let server: ReplyingServer
let chain: Awaited<ReturnType<typeof createChain>>

beforeAll(async () => {
  server = await startReplyingServer()
  chain = await createChain(Date.now() - 60_000)
})
afterAll(async () => {
  await http.close()
  await server.close()
})

it.each([
  // As Microsoft's documents print it.
  'https://3psostorageacct.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://pcnotifications-dispatch.microsoft.com/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://partner.partnercenterapi.microsoftonline.cn/cert/one.cer',
])('fetches from %s', (address) => expect(certificateAddress(address, partnerCenter)).toBe(address))

it.each([
  null,
  'pcnotifications-dispatch.microsoft.com.cer',
  'http://3psostorageacct.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://3psostorageacct.blob.core.windows.net:8443/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://3psostorageacct.blob.core.windows.net@evil.example/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://3psostorageacct.blob.core.windows.net.evil.example/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://evil.3psostorageacct.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://3psostorageacct2.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://x3psostorageacct.blob.core.windows.net/cert/pcnotifications-dispatch.microsoft.com.cer',
  'https://3psostorageacct.blob.core.windows.net/other/pcnotifications-dispatch.microsoft.com.cer',
  'https://3psostorageacct.blob.core.windows.net/cert/../other/one.cer',
  'https://3psostorageacct.blob.core.windows.net/cert/deep/one.cer',
  'https://3psostorageacct.blob.core.windows.net/cert/one.cer?comp=metadata',
  'https://3psostorageacct.blob.core.windows.net/cert/one.pem',
  'https://evilmicrosoft.com/one.cer',
  'http://127.0.0.1:4700/one.cer',
])('never from %s', (address) =>
  expect(() => certificateAddress(address, partnerCenter)).toThrow(expect.objectContaining({ code: 'webhook_signature' })),
)

it('asks the authorities of Microsoft alone for the certificate above, over https', () => {
  const said = (uri: string) => issuerAddress(`OCSP - URI:http://oneocsp.microsoft.com/ocsp\nCA Issuers - URI:${uri}\n`)
  expect(said('http://www.microsoft.com/pkiops/certs/Issuing%20CA%2003.crt')).toBe(
    'https://www.microsoft.com/pkiops/certs/Issuing%20CA%2003.crt',
  )
  expect(said('http://cacerts.digicert.com/DigiCertGlobalRootG2.crt')).toBe('https://cacerts.digicert.com/DigiCertGlobalRootG2.crt')
  expect(said('http://inside.example/admin')).toBeNull()
  expect(said('https://microsoft.com.evil.example/one.crt')).toBeNull()
  expect(said('https://www.microsoft.com:8443/one.crt')).toBeNull()
  expect(issuerAddress(undefined)).toBeNull()
})

const body = '{"EventName":"test-created"}'
const event = (verifySignature: VerifySignature) =>
  verifySignature({
    body,
    headers: {
      authorization: `Signature ${sign('sha256', Buffer.from(body), privateKeyOf(chain)).toString('base64')}`,
      'x-ms-certificate-url': `${server.origin}/one.cer`,
      'x-ms-signature-algorithm': 'rsa-sha256',
    },
  })
const leaf = () => ({ body: Buffer.from(chain.leaf, 'base64') })

it('does not fetch a certificate again that nobody vouches for', async () => {
  const verifySignature = createVerifySignature(http, { partnerCenterUrl: server.origin })
  server.reply(leaf)
  await expect(event(verifySignature)).rejects.toMatchObject({ code: 'webhook_signature' })
  await expect(event(verifySignature)).rejects.toMatchObject({ code: 'webhook_signature' })
  expect(server.asked).toHaveLength(1)
})

it('fetches it again where Microsoft did not answer, and then keeps it', async () => {
  const authority = new X509Certificate(Buffer.from(chain.authority, 'base64')).toString()
  const verifySignature = createVerifySignature(http, { partnerCenterUrl: server.origin, authority })
  server.reply(() => ({ status: 503 }))
  await expect(event(verifySignature)).rejects.toMatchObject({ kind: 'broken' })
  server.reply(leaf)
  await event(verifySignature)
  await event(verifySignature)
  expect(server.asked).toHaveLength(1)
})
