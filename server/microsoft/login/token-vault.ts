// What the sign-in needs of the place where refresh tokens are kept. Made by db/token-vault.ts and handed in by main.ts.

export type RefreshGrant = {
  refreshToken: string
  username: string | null
  objectId: string | null
  scopes: readonly string[]
  /** Whether a token of this sign-in has claimed multifactor authentication; null where no token has been seen yet. */
  mfa: boolean | null
}

export type Held = {
  refreshToken: string
  /** Null until a token has been redeemed in the partner's own tenant. */
  objectId: string | null
  renewedAt: Date
  /** Changes with each token that is kept. */
  version: string
}

export type SignInFailure = { cause: string; code: string | null; message: string; at: string }

/** What may be shown of a partner's integration account; no secret. */
export type Connection = {
  username: string | null
  objectId: string | null
  scopes: readonly string[]
  mfa: boolean | null
  signedInAt: Date
  /** When Microsoft last gave a new refresh token; one lives 90 days. */
  renewedAt: Date
  /** Why the last redemption failed, null where it was good. */
  failure: SignInFailure | null
}

export type TokenVault = {
  /** The token there is, once a renewal that is under way in any process has ended. Null where nobody has signed in. */
  read(partnerId: string): Promise<Held | null>
  /**
   * Runs `redeem` while no other process may redeem or read the partner's token, and keeps the new token it gives before anyone else
   * goes on. Nothing is kept where `redeem` throws. Null is handed to it where nobody has signed in.
   */
  renew<Result>(
    partnerId: string,
    redeem: (held: Held | null) => Promise<{ result: Result; renewed: RenewedGrant | null }>,
  ): Promise<Result>
  /** A sign-in has brought a token: replaces whatever there is. */
  keep(partnerId: string, grant: RefreshGrant): Promise<void>
  /** Remembers why the last redemption failed, or with null that it was good. Writes only where that changes something. */
  note(partnerId: string, failure: SignInFailure | null): Promise<void>
  connection(partnerId: string): Promise<Connection | null>
  forget(partnerId: string): Promise<void>
}

/** What a redemption has shown: the new token, and what its claims say of the account. */
export type RenewedGrant = Pick<RefreshGrant, 'refreshToken' | 'username' | 'objectId'> & { mfa: boolean | null }

/** Where no database is: nobody has signed in, and nobody can. */
export const emptyVault: TokenVault = {
  read: async () => null,
  renew: async (_, redeem) => (await redeem(null)).result,
  keep: async () => {
    throw new Error('There is nowhere to keep a refresh token')
  },
  note: async () => {},
  connection: async () => null,
  forget: async () => {},
}
