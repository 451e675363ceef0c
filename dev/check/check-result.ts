// What every check answers: whether it passed, and what it has to say if not.
export type CheckResult = { ok: boolean; output: string }

export const fromFindings = (findings: string[]): CheckResult => ({ ok: findings.length === 0, output: findings.join('\n') })
