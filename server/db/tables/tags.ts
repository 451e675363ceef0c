// Row types of tags and of the customers that carry them.

/** `name_key`: searchKey(name), by which names are told apart. */
export type TagsTable = { partner_id: string; tag_id: string; name: string; name_key: string }

export type CustomerTagsTable = { partner_id: string; tenant_id: string; tag_id: string }
