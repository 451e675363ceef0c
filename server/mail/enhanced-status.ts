// What the subject and detail of an enhanced status code (the `1.1` of 5.1.1, RFC 3463) are about. Pure; entered by smtp.ts and returned-mail.

/** Security and policy, and the sender's own address: true of every address, so it says nothing of one. */
export const isAboutUs = (code: string): boolean => /^(7\.\d+|1\.(7|8))$/.test(code)

/** No such mailbox or domain, moved, or disabled. */
export const isAboutMailbox = (code: string): boolean => /^(1\.(0|1|2|3|6|10)|2\.1)$/.test(code)

/** Its size, its content: another mail may pass. */
export const isAboutOneMail = (code: string): boolean => /^(6\.\d+|2\.3|3\.4)$/.test(code)
