/** Who is expected, and which patient it is about. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  patientOf,
  peopleOf,
  type AppointmentForm,
  type FormPerson,
} from '../../../shared/appointments/form';
import { shortestSearch } from '../../../shared/search/search';
import { callOnce, useCall } from '../../app/api';
import { useFormat } from '../../app/format';
import { Icon } from '../../components/Icon';
import { SuggestField, type Suggestion } from './SuggestField';
import { roleCodes, useRoleName } from './use-role-name';

type Set = (name: keyof AppointmentForm, value: string) => void;

/** Stays that are looked through for the one in house. */
const staysLookedAt = 20;

export const PatientField = ({ form, set }: { form: AppointmentForm; set: Set }): ReactElement => {
  const { t } = useTranslation('calendar');
  const { t: tParts } = useTranslation('components');
  const format = useFormat();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState(false);
  const typed = text.trim();
  const asked = typed.length >= shortestSearch;
  const { data } = useCall('search.find', asked ? { text: typed } : null);
  const chosen = patientOf(form);
  const choose = async (patientId: string, name: string, identifier: string): Promise<void> => {
    const { stays } = await callOnce('encounters.ofPatient', {
      patientId,
      offset: 0,
      limit: staysLookedAt,
    });
    const stay = stays.find(({ active }) => active) ?? stays[0];
    setProblem(stay === undefined);
    if (stay) set('patient', JSON.stringify({ encounterId: stay.id, patientId, name, identifier }));
  };
  if (chosen !== null)
    return (
      <div className="field">
        <span className="t-label">{t('form.patient')}</span>
        <div className="row chosen-patient">
          <Icon name="person" size={14} />
          <span className="grow">
            <span className="m">{chosen.name}</span> <span className="s2">{chosen.identifier}</span>
          </span>
          <Button size="small" onClick={() => set('patient', '')}>
            {t('form.otherPatient')}
          </Button>
        </div>
      </div>
    );
  const suggestions = (data?.hits ?? []).map((hit): Suggestion => {
    const name = `${hit.familyName}, ${hit.givenName}`;
    const identifier =
      hit.birthDate !== null
        ? `${tParts('born')} ${format.numericDate(hit.birthDate)}`
        : `${tParts('mrn')} ${hit.mrn ?? '–'}`;
    return {
      id: hit.patientId,
      label: name,
      detail: [hit.bed, identifier, hit.birthDate === null ? null : hit.mrn]
        .filter(Boolean)
        .join(' · '),
      choose: () => void choose(hit.patientId, name, identifier).catch(() => setProblem(true)),
    };
  });
  return (
    <>
      <SuggestField
        label={t('form.patient')}
        help={t('form.patientHelp')}
        optional
        text={text}
        suggestions={suggestions}
        isSearching={!asked || !data}
        none={t('form.patientNone')}
        onText={(next) => {
          setText(next);
          setProblem(false);
        }}
      />
      {problem ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {t('form.patientNoStay')}
        </div>
      ) : null}
    </>
  );
};

export const PeopleField = ({ form, set }: { form: AppointmentForm; set: Set }): ReactElement => {
  const { t } = useTranslation('calendar');
  const roleName = useRoleName();
  const [text, setText] = useState('');
  const typed = text.trim();
  const { data } = useCall('appointments.people', typed === '' ? null : { text: typed });
  const people = peopleOf(form);
  const put = (next: readonly FormPerson[]): void => set('people', JSON.stringify(next));
  const add = (person: Omit<FormPerson, 'id' | 'status'>): void =>
    put([...people, { id: null, status: 'needs-action', ...person }]);
  const found = (data ?? [])
    .filter(
      ({ userId, practitionerId }) =>
        !people.some(
          (each) =>
            (userId !== null && each.userId === userId) ||
            (practitionerId !== null && each.practitionerId === practitionerId),
        ),
    )
    .map(({ userId, practitionerId, name, role }): Suggestion => ({
      id: userId ?? practitionerId ?? name,
      label: name,
      detail: roleName(role),
      choose: () =>
        add({
          userId,
          practitionerId,
          name: userId === null ? name : null,
          role,
          shown: name,
        }),
    }));
  const asTyped: Suggestion = {
    id: 'typed',
    label: t('form.addTyped', { name: typed }),
    detail: '',
    choose: () =>
      add({ userId: null, practitionerId: null, name: typed, role: 'family', shown: typed }),
  };
  return (
    <fieldset className="people-field">
      <legend className="t-label">{t('form.people')}</legend>
      {people.length === 0 ? null : (
        <ul>
          {people.map((person, index) => (
            <li key={person.id ?? `${person.shown ?? 'open'} ${person.role ?? ''} ${index}`}>
              <span className="grow trunc">{person.shown ?? t('nobodyYet')}</span>
              <select
                className="input compact"
                aria-label={t('form.roleOf', { name: person.shown ?? t('nobodyYet') })}
                value={person.role ?? ''}
                onChange={(event) =>
                  put(
                    people.map((each, i) =>
                      i === index ? { ...each, role: event.target.value || null } : each,
                    ),
                  )
                }
              >
                <option value="">{t('form.noRole')}</option>
                {[...new Set([...roleCodes, ...(person.role === null ? [] : [person.role])])].map(
                  (code) => (
                    <option key={code} value={code}>
                      {roleName(code)}
                    </option>
                  ),
                )}
              </select>
              <button
                type="button"
                className="icon-button"
                aria-label={t('form.takeOff', { name: person.shown ?? roleName(person.role) })}
                onClick={() => put(people.filter((_, i) => i !== index))}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row wrap people-add">
        <div className="grow">
          <SuggestField
            label={t('form.addPerson')}
            text={text}
            suggestions={typed === '' ? [] : [...found, asTyped]}
            isSearching={typed === '' || !data}
            none={t('form.personNone')}
            onText={setText}
          />
        </div>
        <div className="field">
          <label htmlFor="open-role">{t('form.addRole')}</label>
          <select
            id="open-role"
            className="input"
            value=""
            onChange={(event) =>
              add({
                userId: null,
                practitionerId: null,
                name: null,
                role: event.target.value,
                shown: null,
              })
            }
          >
            <option value="">{t('form.chooseRole')}</option>
            {roleCodes.map((code) => (
              <option key={code} value={code}>
                {roleName(code)}
              </option>
            ))}
          </select>
        </div>
      </div>
    </fieldset>
  );
};
