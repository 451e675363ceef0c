// Which rows a DataTable draws and where they lie: TanStack Virtual over rows of one height, scaled where the list is too tall for a browser. Entered by DataTable.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { rowTop, scrollScale, scrollTopToReveal, visibleRows } from './scroll-scale.ts'
import type { DataTableProps } from './table-types.ts'

const headPx = 37
const overscan = 6

type Wanted = Pick<DataTableProps<unknown>, 'rowCount' | 'rowHeight' | 'active' | 'listKey' | 'onVisibleRows'> & { innerHeight: number }

export function useVirtualRows(scroller: RefObject<HTMLElement | null>, wanted: Wanted) {
  const { rowCount, rowHeight, active, listKey, onVisibleRows, innerHeight } = wanted
  const viewport = Math.max(innerHeight - headPx, rowHeight)
  const scale = useMemo(() => scrollScale(rowCount, rowHeight, viewport), [rowCount, rowHeight, viewport])
  const rangeExtractor = useCallback(
    (range: Range) => {
      // Scaled, a screenful of scrolling spans more rows than fit; only those that fit are drawn.
      const endIndex = Math.min(range.endIndex, range.startIndex + Math.ceil(viewport / rowHeight) + 1)
      const indexes = defaultRangeExtractor({ ...range, endIndex })
      // The active row stays drawn, because aria-activedescendant names it.
      return active >= 0 && active < rowCount && !indexes.includes(active) ? [...indexes, active] : indexes
    },
    [active, rowCount, viewport, rowHeight],
  )
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => scale.pitch,
    paddingEnd: scale.paddingEnd,
    overscan,
    rangeExtractor,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are remembered until told otherwise.
  useLayoutEffect(() => {
    virtualizer.measure()
  }, [scale.pitch])
  // In braces: newer browsers' scrollTo gives a promise, which React would call to undo the effect (the build drops a `void`).
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top.
  useLayoutEffect(() => {
    // Who is there already would only have the whole page laid out before its time.
    if (virtualizer.scrollOffset) scroller.current?.scrollTo({ top: 0 })
  }, [listKey])

  const scrollTop = virtualizer.scrollOffset ?? 0
  const { first, last } = visibleRows(scale, scrollTop, viewport, overscan)
  useEffect(() => {
    onVisibleRows?.(first, last)
  }, [onVisibleRows, first, last])

  const reveal = (index: number) => {
    const element = scroller.current
    const top = element && scrollTopToReveal(scale, index, element.scrollTop, viewport)
    if (top !== null) element?.scrollTo({ top })
  }
  return {
    rows: virtualizer.getVirtualItems().map(({ index }) => ({ index, top: rowTop(scale, index, scrollTop) })),
    /** At least as many as are drawn next to each other. */
    mostRows: Math.ceil(viewport / rowHeight) + 2 * overscan + 2,
    height: virtualizer.getTotalSize(),
    firstInView: Math.ceil(scrollTop / scale.pitch),
    pageRows: () => Math.max(1, Math.floor(viewport / rowHeight) - 1),
    reveal,
  }
}

/** The inner width and height of an element, followed as they change; 0 before the first measure. */
export function useInnerSize(scroller: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const read = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = element
        return before.width === width && before.height === height ? before : { width, height }
      })
    read()
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return size
}
