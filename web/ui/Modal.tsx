// A modal surface on the browser's own <dialog>: it keeps the focus inside, closes with Escape and gives the focus back. For drawers and the search.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type ReactNode, useLayoutEffect, useRef } from 'react'

const useStyles = makeStyles({
  root: {
    position: 'fixed',
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    animationDuration: '140ms',
    animationTimingFunction: 'ease-out',
    '&::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
})

export type ModalProps = { label: string; className?: string; onClose: () => void; children: ReactNode }

export function Modal({ label, className, onClose, children }: ModalProps) {
  const styles = useStyles()
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the element is taken away, or closing it could not give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way to close; the click is for the backdrop.
    <dialog
      ref={dialog}
      aria-label={label}
      className={mergeClasses(styles.root, className)}
      onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {children}
    </dialog>
  )
}
