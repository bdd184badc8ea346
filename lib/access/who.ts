/** Everyone whose permissions are simulated, by a short name, and what they are taken to have beside the stack's policies. */
export const WHO = {
  app: 'the role of the running app',
  keeper: 'the role of the keeper’s function',
  'break-glass': 'a role of the row’s breakGlassRoleArns, with AdministratorAccess',
  'old role': 'a role of the row’s transitionReaders, which may read the secret',
  operator: 'a role of the row’s operatorRoleArns, which may invoke the keeper',
  administrator: 'a role with AdministratorAccess (`*:*`), of no list',
  'power user': 'an IAM user with PowerUserAccess',
  root: 'the account’s root user',
  deployment: 'the role that CloudFormation deploys with, with AdministratorAccess',
  'other account': 'an administrator of another account',
  unsigned: 'a request without credentials',
} as const;

/** One of those. */
export type Who = keyof typeof WHO;

/** The names, in the order of the table's columns. */
export const EVERYONE: readonly Who[] = [
  'app',
  'keeper',
  'break-glass',
  'old role',
  'operator',
  'administrator',
  'power user',
  'root',
  'deployment',
  'other account',
  'unsigned',
];

/** Whose reading is meant. */
export const READERS: readonly Who[] = ['app', 'keeper', 'break-glass', 'old role'];

/** Who may invoke the keeper. */
export const INVOKERS: readonly Who[] = ['operator', 'deployment'];

/** Without them nothing could be repaired. */
export const ADMINISTRATORS: readonly Who[] = ['break-glass', 'administrator', 'power user', 'root', 'deployment'];

/** Those of them whose permissions include IAM. */
export const IAM_ADMINISTRATORS: readonly Who[] = ['break-glass', 'administrator', 'root', 'deployment'];

/** All but `some`. */
export function everyoneBut(some: readonly Who[]): readonly Who[] {
  return EVERYONE.filter((who) => !some.includes(who));
}
