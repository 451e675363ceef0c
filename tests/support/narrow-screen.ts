// What a page does wrong on the screen of a phone: it scrolls sideways, or has controls too small to touch. Entered by journeys.
import type { Page } from 'playwright-core'

export const phone = { width: 360, height: 740 }

/** How far the page reaches beyond the screen, and what does. */
export const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const beyond = [document.documentElement, document.querySelector('main')].filter(
      (element) => element && element.scrollWidth > element.clientWidth + 1,
    )
    if (beyond.length === 0) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => `${element.tagName} ${element.className.toString().slice(0, 30)} ${element.textContent?.slice(0, 40)}`)
      .slice(0, 5)
  })

/** WCAG 2.2, 2.5.8: targets of at least 24 px; links within a sentence aside, and a row's name, for which the whole row answers. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, [role="tab"]')]
      .filter((element) => !element.matches('[role="row"] a'))
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 1 && box.height > 1 && getComputedStyle(element).display !== 'inline')
      .filter(({ box }) => box.width < 23.5 || box.height < 23.5)
      .map(
        ({ element, box }) =>
          `${element.tagName} ${element.ariaLabel ?? element.textContent?.slice(0, 40)} ${Math.round(box.width)}×${Math.round(box.height)}`,
      ),
  )
