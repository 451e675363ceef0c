// B4: the ledger does not call an end resolved that is another, in either language.
import { expect, it } from 'vitest'
import en from '../../i18n/en/notifications.json' with { type: 'json' }
import fr from '../../i18n/fr/notifications.json' with { type: 'json' }
import { momentWord } from './moment-word.ts'

it.each([
  ['resolved', 'resolved', 'Ended', 'Fin'],
  ['resolved', null, 'Ended', 'Fin'],
  ['resolved', 'nobodyHit', 'No longer reported', 'Plus signalé'],
  ['resolved', 'noAccess', 'Access ended', 'Accès terminé'],
  ['resolved', 'lowered', 'Lowered to an advisory', 'Ramené à un avis'],
  ['opened', null, 'Began', 'Début'],
  ['digest', null, 'Digest', 'Récapitulatif'],
] as const)('B4: %s because %s is called %s, %s', (moment, ending, english, french) => {
  const word = momentWord({ moment, ending })
  expect([en[`moment.${word}`], fr[`moment.${word}`]]).toEqual([english, french])
})
