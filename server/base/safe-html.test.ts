// S54: what Microsoft wrote is shown as text, and can neither run nor load anything.
import { expect, it } from 'vitest'
import { htmlOfText, safeHtml } from './safe-html.ts'

it('S54: keeps paragraphs, lists, tables and links; links open elsewhere and tell nothing', () => {
  expect(safeHtml('<p>Title: <b>Mail</b></p><ul><li>one</li></ul><table><tr><td colspan="2">x</td></tr></table>')).toBe(
    '<p>Title: <b>Mail</b></p><ul><li>one</li></ul><table><tr><td colspan="2">x</td></tr></table>',
  )
  expect(safeHtml('<a href="https://learn.microsoft.com/x?a=1&amp;b=2" onclick="x()" class="c">more</a>')).toBe(
    '<a href="https://learn.microsoft.com/x?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">more</a>',
  )
  expect(safeHtml('<h1>Impact</h1>')).toBe('<h4>Impact</h4>')
})

it.each([
  ['<script>alert(1)</script>'],
  ['<style>body{display:none}</style>'],
  ['<img src="https://elsewhere.example/pixel.png" onerror="alert(1)">'],
  ['<iframe src="https://elsewhere.example"></iframe>'],
  ['<svg><script>alert(1)</script></svg>'],
  ['<p style="background:url(https://elsewhere.example)">x</p>'],
  ['<a href="javascript:alert(1)">x</a>'],
  ['<a href="java\nscript:alert(1)">x</a>'],
  ['<a href="//elsewhere.example">x</a>'],
  ['<a href="/api/session">x</a>'],
  ['<form action="https://elsewhere.example"><input name="a"></form>'],
  ['<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>'],
])('S54: nothing of %s runs, loads or leads into the product', (html) => {
  expect(safeHtml(html)).not.toMatch(/script|style|onerror|src|iframe|svg|form|input|href/i)
})

it('a text is no markup, and keeps its lines', () => {
  expect(htmlOfText('a < b\r\n<b>c</b> & d')).toBe('a &lt; b<br />&lt;b&gt;c&lt;/b&gt; &amp; d')
})
