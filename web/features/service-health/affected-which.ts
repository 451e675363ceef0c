// Which customers of an issue a list or a file holds: those it hits, those it no longer hits, or all. Entered by the Affected* files.
export type AffectedWhich = 'now' | 'left' | 'all'
