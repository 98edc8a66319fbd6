/** People around the patient: who they are, how they are reached, what they may be told. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  contactRoles,
  contactRolesOf,
  sharings,
  type Contact,
} from '../../../../shared/patients/patient';
import { useCommand } from '../../../app/api';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { Icon } from '../../../components/Icon';
import { codeOf, textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';

const inputOf = (values: FormValues) => {
  const mayBeTold = codeOf(values, 'mayBeTold', sharings);
  return {
    name: textOf(values, 'name') ?? '',
    relationship: textOf(values, 'relationship'),
    phone: textOf(values, 'phone'),
    address: textOf(values, 'address'),
    language: textOf(values, 'language'),
    roles: contactRolesOf(values['roles'] ?? ''),
    mayBeTold,
    toldWhat: mayBeTold === 'limited' ? textOf(values, 'toldWhat') : null,
    note: textOf(values, 'note'),
  };
};

const valuesOf = (contact: Contact): FormValues => ({
  name: contact.name,
  relationship: contact.relationship ?? '',
  phone: contact.phone ?? '',
  address: contact.address ?? '',
  language: contact.language ?? '',
  roles: contact.roles.join(','),
  mayBeTold: contact.mayBeTold ?? '',
  toldWhat: contact.toldWhat ?? '',
  note: contact.note ?? '',
});

export const Contacts = ({
  about,
  contacts,
}: {
  about: About;
  contacts: readonly Contact[];
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { patientId } = about;
  const { run: add } = useCommand('patients.addContact');
  const { run: change } = useCommand('patients.changeContact');
  const { run: enterInError } = useCommand('patients.enterInError');
  const told = (contact: Contact): string => {
    if (contact.mayBeTold === null) return t('told.notAsked');
    return contact.mayBeTold === 'limited'
      ? t('told.only', { what: contact.toldWhat ?? t('told.limited') })
      : t(`told.${contact.mayBeTold}`);
  };
  return (
    <RecordSection
      title={t('people')}
      form="patients.contact"
      about={about}
      entries={contacts}
      nothing={t('none')}
      addLabel={t('addContact')}
      fields={[
        {
          name: 'name',
          label: t('field.name'),
          kind: 'line',
          needed: t('needed.name'),
          maxLength: 120,
        },
        { name: 'relationship', label: t('field.relationship'), kind: 'line', maxLength: 60 },
        { name: 'phone', label: t('field.phone'), kind: 'line', maxLength: 60 },
        { name: 'language', label: t('field.language'), kind: 'line', maxLength: 40 },
        { name: 'address', label: t('field.address'), kind: 'line', wide: true, maxLength: 200 },
        {
          name: 'roles',
          label: t('field.roles'),
          kind: 'checks',
          wide: true,
          options: contactRoles.map((value) => ({ value, label: t(`contactRole.${value}`) })),
        },
        {
          name: 'mayBeTold',
          label: t('field.mayBeTold'),
          kind: 'select',
          help: t('help.mayBeTold'),
          options: [
            { value: '', label: t('told.notAsked') },
            ...sharings.map((value) => ({ value, label: t(`told.${value}`) })),
          ],
        },
        {
          name: 'toldWhat',
          label: t('field.toldWhat'),
          kind: 'line',
          needed: t('needed.toldWhat'),
          maxLength: 400,
          when: ({ mayBeTold }) => mayBeTold === 'limited',
        },
        { name: 'note', label: t('field.note'), kind: 'line', wide: true, maxLength: 400 },
      ]}
      empty={{ roles: '', mayBeTold: '' }}
      valuesOf={valuesOf}
      add={(values) => add({ patientId, ...inputOf(values) })}
      change={({ id, rowVersion }, values) => change({ id, rowVersion, ...inputOf(values) })}
      inError={({ id, rowVersion }, reason) =>
        enterInError({ patientId, kind: 'relatedPerson', id, rowVersion, reason })
      }
      show={(contact) => ({
        name: contact.name,
        title: (
          <>
            {contact.name}{' '}
            {contact.relationship === null ? null : (
              <span className="s2">{contact.relationship}</span>
            )}
          </>
        ),
        sub: (
          <>
            {contact.roles.length === 0 ? null : (
              <span className="sub strong">
                {contact.roles.map((role) => t(`contactRole.${role}`)).join(', ')}
              </span>
            )}
            <span className="sub">
              {[
                told(contact),
                contact.language && format.language(contact.language),
                contact.address,
                contact.note,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        ),
        end: contact.phone === null ? undefined : <Phone number={contact.phone} />,
      })}
    />
  );
};

/** A number to read aloud and dial. */
export const Phone = ({ number }: { number: string }): ReactElement => (
  <span className="nw phone">
    <Icon name="phone" size={14} /> {number}
  </span>
);
