/** Name of the only statement in the secret's resource policy, by which the keeper tells it from a foreign one. */
export const ACCESS_POLICY_SID = 'OnlyReadersGetTheValue';
