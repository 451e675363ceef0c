// Every French text that the frame or most pages need, as one file the browser loads only when French is chosen; page-namespaces.ts has the others.
export const resources = import.meta.glob<Record<string, string>>(
  ['./fr/*.json', '!./fr/{absence,connection,customerNotices,messages,notifications,serviceHealth,signInCauses,statusLinks,tags}.json'],
  {
    eager: true,
    import: 'default',
  },
)
