// The foot of a list that comes part by part: how many of how many stand above it, and a button for more. Entered by the lists of features.
import { Button, makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '40px',
    padding: '4px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
})

type MoreFootProps = {
  text: string
  more: string
  /** An infinite query, as far as the foot is concerned. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

export function MoreFoot({ text, more, list }: MoreFootProps) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <span role="status">{text}</span>
      {list.hasNextPage && (
        <Button size="small" appearance="transparent" disabledFocusable={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {more}
        </Button>
      )}
    </div>
  )
}
