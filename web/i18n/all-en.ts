// Every English text that the frame or most pages need, as one file the browser loads only when English is chosen; page-namespaces.ts has the others.
export const resources = import.meta.glob<Record<string, string>>(
  ['./en/*.json', '!./en/{absence,connection,customerNotices,messages,notifications,serviceHealth,signInCauses,statusLinks,tags}.json'],
  {
    eager: true,
    import: 'default',
  },
)
