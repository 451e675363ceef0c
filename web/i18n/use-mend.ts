// What to do about a refused sign-in, in the reader's language. Entered by every page that shows why Microsoft gave no access.
import { useTranslation } from 'react-i18next'
import { type SignInCause, signInCauses } from '../../contract/sign-in-causes.ts'

const isCause = (word: string): word is SignInCause => (signInCauses as readonly string[]).includes(word)

/** Gives the sentence for a cause; null for a word that is none, as failures of other kinds have. */
export function useMend(): (cause: string | null) => string | null {
  const { t } = useTranslation('signInCauses')
  return (cause) => (cause !== null && isCause(cause) ? t(`mend.${cause}`) : null)
}
