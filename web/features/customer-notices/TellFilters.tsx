// Above the list of affected customers: search, what it is narrowed to, and sending to those selected or to everyone. Entered by TellBoard.
import { Button, Input, Select } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { SendRegular } from '@fluentui/react-icons/svg/send'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TellOverview } from '../../../contract/customer-notices.ts'
import type { Narrow, Only } from './customer-notices.data.ts'
import { useTellStyles } from './tell.styles.ts'

const choices: readonly Only[] = ['all', 'flagged', 'notTold', 'withoutAddress']

type TellFiltersProps = {
  overview: TellOverview
  narrow: Narrow
  onNarrow: (narrow: Narrow) => void
  chosen: number
  onClear: () => void
  onSendChosen: () => void
  onSendAll: (everyone: 'all' | 'notTold') => void
}

export function TellFilters({ overview, narrow, onNarrow, chosen, onClear, onSendChosen, onSendAll }: TellFiltersProps) {
  const styles = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const { affected, told } = overview
  const left = affected - told
  return (
    <div className={styles.bar}>
      <SearchBox text={narrow.search} onType={(search) => onNarrow({ ...narrow, search })} />
      <Select aria-label={t('list.only')} value={narrow.only} onChange={(_, { value }) => onNarrow({ ...narrow, only: value as Only })}>
        {choices.map((only) => (
          <option key={only} value={only}>
            {t(`only.${only}`)}
          </option>
        ))}
      </Select>
      {chosen > 0 ? (
        <>
          <span className={styles.count} role="status">
            {t('list.chosen', { count: chosen })}
          </span>
          <Button appearance="primary" icon={<SendRegular />} onClick={onSendChosen}>
            {t('send.chosen', { count: chosen })}
          </Button>
          <Button appearance="subtle" onClick={onClear}>
            {t('list.clear')}
          </Button>
        </>
      ) : (
        affected > 0 && (
          <Button icon={<SendRegular />} onClick={() => onSendAll(left > 0 && told > 0 ? 'notTold' : 'all')}>
            {left > 0 && told > 0 ? t('send.left', { count: left }) : t('send.all', { count: affected })}
          </Button>
        )
      )}
    </div>
  )
}

/** What is typed shows at once and reaches the address once typing rests. */
function SearchBox({ text, onType }: { text: string; onType: (text: string) => void }) {
  const { t } = useTranslation('customerNotices')
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onType(typed), 200)
    return () => clearTimeout(timer)
  }, [typed, text, onType])
  return (
    <Input
      type="search"
      maxLength={200}
      aria-label={t('list.search')}
      placeholder={t('list.searchHint')}
      contentBefore={<SearchRegular aria-hidden />}
      value={typed}
      onChange={(_, { value }) => setTyped(value)}
    />
  )
}
