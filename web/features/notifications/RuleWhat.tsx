// The first half of a rule: which changes, of which services, for which customers. Entered by RuleEditor.
import { Checkbox, Field, Select } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { RuleSettings } from '../../../contract/notifications.ts'
import type { Tag } from '../../../contract/tags.ts'
import { useFormat } from '../../i18n/format.ts'
import { Choices, toggled } from './Choices.tsx'
import { noticeKinds, ruleMoments } from './contract-values.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { WholeNumber } from './WholeNumber.tsx'

type RuleWhatProps = {
  rule: RuleSettings
  services: readonly string[]
  tags: readonly Tag[]
  countries: readonly string[]
  onChange: (part: Partial<RuleSettings>) => void
}

export function RuleWhat({ rule, services, tags, countries, onChange }: RuleWhatProps) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const known = [...new Set([...services, ...rule.services])]
  const { flagged = false, tagIds = [], country } = rule.customers
  const customers = (part: RuleSettings['customers']) => onChange({ customers: { ...rule.customers, ...part } })
  return (
    <>
      <Choices
        legend={t('rule.kinds')}
        options={noticeKinds.map((kind) => ({ key: kind, label: t(`rule.kind.${kind}`) }))}
        chosen={rule.kinds}
        onChoose={(kinds) => onChange({ kinds: noticeKinds.filter((kind) => kinds.includes(kind)) })}
      />
      <p className={styles.quiet}>{t('rule.later')}</p>
      <Choices
        legend={t('rule.moments')}
        options={ruleMoments.map((moment) => ({ key: moment, label: t(`rule.moment.${moment}`) }))}
        chosen={rule.moments}
        onChoose={(moments) => onChange({ moments: ruleMoments.filter((moment) => moments.includes(moment)) })}
      />
      {known.length > 0 && (
        <Choices
          legend={t('rule.services')}
          hint={t('rule.servicesHint')}
          options={known.map((service) => ({ key: service, label: service }))}
          chosen={rule.services}
          onChoose={(chosen) => onChange({ services: [...chosen] })}
        />
      )}
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('rule.customers')}</legend>
        <div className={styles.choices}>
          <Checkbox
            checked={flagged}
            label={t('rule.flagged')}
            onChange={(_, { checked }) => customers({ flagged: checked === true ? true : undefined })}
          />
          {tags.map(({ tagId, name }) => (
            <Checkbox
              key={tagId}
              checked={tagIds.includes(tagId)}
              label={t('rule.tag', { name })}
              onChange={() => customers({ tagIds: toggled(tagIds, tagId) })}
            />
          ))}
        </div>
        <Country country={country} countries={countries} onChange={(chosen) => customers({ country: chosen })} />
      </fieldset>
      <Field label={t('rule.atLeast')} hint={t('rule.atLeastHint')}>
        <WholeNumber className={styles.codeField} least={1} value={rule.atLeast} onChange={(atLeast) => onChange({ atLeast })} />
      </Field>
    </>
  )
}

type CountryProps = { country: string | undefined; countries: readonly string[]; onChange: (country: string | undefined) => void }

function Country({ country, countries, onChange }: CountryProps) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const known = [...new Set([...countries, ...(country ? [country] : [])])]
    .map((code) => ({ code, name: format.country(code) }))
    .toSorted((a, b) => format.compare(a.name, b.name))
  if (known.length === 0) return null
  return (
    <Field label={t('rule.country')} className={styles.wideField}>
      <Select value={country ?? ''} onChange={(_, { value }) => onChange(value || undefined)}>
        <option value="">{t('rule.everyCountry')}</option>
        {known.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  )
}
