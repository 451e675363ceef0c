// A question in the middle of the screen: its title, what there is to say and choose, and its buttons below. Opened by features.
import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { Modal } from './Modal.tsx'

const useStyles = makeStyles({
  root: {
    inset: 0,
    margin: 'auto',
    width: 'min(480px, calc(100vw - 32px))',
    height: 'fit-content',
    maxHeight: 'calc(100dvh - 32px)',
    overflow: 'auto',
  },
  body: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    textWrap: 'balance',
  },
  // A long name on a button breaks rather than leaving the screen.
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    '& button, & a': { whiteSpace: 'normal', minWidth: 'auto', maxWidth: '100%' },
  },
})

export type DialogProps = { title: string; buttons: ReactNode; onClose: () => void; children: ReactNode }

export function Dialog({ title, buttons, onClose, children }: DialogProps) {
  const styles = useStyles()
  return (
    <Modal label={title} className={styles.root} onClose={onClose}>
      <div className={styles.body}>
        <h2 className={styles.title}>{title}</h2>
        {children}
        <div className={styles.buttons}>{buttons}</div>
      </div>
    </Modal>
  )
}
