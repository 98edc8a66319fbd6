/** What is typed about a person, as one draft, and what of it is missing or wrong. */
import type { CallInput } from '../../app/api';
import type { FormValues } from '../../app/form-draft';
import { roles, type Role } from '../../../shared/permissions';
import type { Credential, User } from '../../../shared/users/user';

export const signInPattern = /^[a-z0-9][a-z0-9._-]{1,39}$/;

const emptyCredential: Credential = { kind: '', state: null, number: null, expiresOn: null };

export { emptyCredential };

/** The form's draft; `new` for an invitation. */
export const draftName = (user: User | null): string => `users.person:${user?.id ?? 'new'}`;

export const valuesOf = (user: User | null): FormValues => ({
  givenName: user?.givenName ?? '',
  familyName: user?.familyName ?? '',
  signInName: user?.signInName ?? '',
  role: user?.role ?? 'caseManager',
  phone: user?.phone ?? '',
  unitIds: user?.units.map(({ id }) => id).join(',') ?? '',
  credentials: JSON.stringify(
    user?.credentials.map(({ kind, state, number, expiresOn }) => ({
      kind,
      state,
      number,
      expiresOn,
    })) ?? [],
  ),
});

export const unitIdsOf = (values: FormValues): string[] =>
  (values['unitIds'] ?? '').split(',').filter(Boolean);

export const credentialsOf = (values: FormValues): Credential[] =>
  JSON.parse(values['credentials'] ?? '[]') as Credential[];

export const roleOf = (values: FormValues): Role =>
  roles.find((role) => role === values['role']) ?? 'caseManager';

/** Field → key of the sentence that stands below it. */
export const problemsOf = (values: FormValues, isNew: boolean): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name of ['givenName', 'familyName'] as const)
    if ((values[name] ?? '').trim() === '') found[name] = 'missing';
  if (isNew && !signInPattern.test(values['signInName'] ?? ''))
    found['signInName'] = 'signInProblem';
  const kinds = credentialsOf(values).map(({ kind }) => kind.trim().toLowerCase());
  kinds.forEach((kind, i) => {
    if (kind === '') found[`credential.${i}`] = 'missing';
    else if (kinds.indexOf(kind) < i) found[`credential.${i}`] = 'credentialTwice';
  });
  return found;
};

const lineOf = (value: string | null | undefined): string | null => value?.trim() || null;

/** What the form says about a person, as the calls take it. */
export const toPerson = (
  values: FormValues,
): Omit<CallInput<'users.change'>, 'id' | 'rowVersion'> => ({
  givenName: values['givenName'] ?? '',
  familyName: values['familyName'] ?? '',
  role: roleOf(values),
  phone: lineOf(values['phone']),
  unitIds: unitIdsOf(values),
  credentials: credentialsOf(values).map(({ kind, state, number, expiresOn }) => ({
    kind: kind.trim(),
    state: lineOf(state),
    number: lineOf(number),
    expiresOn: expiresOn || null,
  })),
});
