// B3: what a mail program gets is what was written: accents, lines, signs; and never half of it.
import { expect, test } from 'vitest'
import { longestMailto, mailtoOf } from './mailto.ts'

const read = (href: string) => {
  const url = new URL(href)
  const field = (name: string) => decodeURIComponent(new RegExp(`[?&]${name}=([^&]*)`).exec(url.search)?.[1] ?? '')
  return { to: decodeURIComponent(url.pathname), subject: field('subject'), body: field('body') }
}

test('B3: accents, spaces, signs and lines arrive as written', () => {
  const { href, whole } = mailtoOf('chloé+panne&co@exemple.fr', { subject: 'Panne\u202f: 50 % & plus?', body: 'Été\n\n"a"=b&c' })
  expect(whole).toBe(true)
  expect(read(href)).toEqual({ to: 'chloé+panne&co@exemple.fr', subject: 'Panne\u202f: 50 % & plus?', body: 'Été\r\n\r\n"a"=b&c' })
  // A plus sign would be read as one, and is not a space.
  expect(href).not.toMatch(/[ \n]|subject=[^&]*\+/)
})

test('B3: an address adds no further recipient and no header', () => {
  const { href } = mailtoOf('a@b.example?bcc=c@d.example', { subject: 's', body: 'b' })
  expect(href.split('?')).toHaveLength(2)
  expect(href).not.toContain('bcc=')
})

test('B3: a text that is too long is left out whole, not cut', () => {
  const { href, whole } = mailtoOf('a@b.example', { subject: 'Objet', body: 'é'.repeat(longestMailto / 6) })
  expect(whole).toBe(false)
  expect(read(href)).toEqual({ to: 'a@b.example', subject: 'Objet', body: '' })
})
