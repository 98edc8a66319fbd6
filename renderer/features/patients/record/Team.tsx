/** Who looks after the patient: present members, one line a person and role; former ones below. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamMember } from '../../../../shared/patients/patient';
import { teamLines } from '../../../../shared/patients/team';
import { teamRoles, teamRoleWord } from '../../../../shared/patients/team-roles';
import { useCall, useCommand } from '../../../app/api';
import { useFeatureErrorText } from '../../../app/error-text';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { useMay } from '../../../app/session-context';
import { useOfferUndo } from '../../../app/undo';
import { Phone } from './Contacts';
import { textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';

const isKnown = (role: string): boolean => (teamRoles as readonly string[]).includes(role);

/** The word of a role; one of a feed that is not known stands as the feed said it. */
export const useRoleWord = (): ((role: string) => string) => {
  const { i18n } = useTranslation();
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  return (role) => teamRoleWord(language, role);
};

const valuesOf = (member: TeamMember): FormValues => ({
  userId: member.userId ?? '',
  name: member.name,
  role: isKnown(member.role) ? member.role : 'other',
  roleWords: isKnown(member.role) ? '' : member.role,
  phone: member.phone ?? '',
  organization: member.organization ?? '',
  note: member.note ?? '',
});

export const Team = ({
  about,
  team,
}: {
  about: About;
  team: readonly TeamMember[];
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const roleWord = useRoleWord();
  const { now, zone } = useMinute();
  const offerUndo = useOfferUndo();
  const errorText = useFeatureErrorText('patients');
  const mayWrite = useMay('care.write');
  const [showFormer, setShowFormer] = useState(false);
  const { patientId, encounterId } = about;
  const { data: people } = useCall('caseload.people', mayWrite ? {} : null);
  const { run: add } = useCommand('patients.addTeamMember');
  const { run: change } = useCommand('patients.changeTeamMember');
  const { run: end } = useCommand('patients.endTeamMember');
  const { run: enterInError } = useCommand('patients.enterInError');
  // By minutes: the window's time stands at the minute that began, an end is written to the second.
  const minuteOf = (instant: string): string => instant.slice(0, 16);
  const hasLeft = ({ endsAt }: TeamMember): boolean =>
    endsAt !== null && minuteOf(endsAt) <= minuteOf(now);
  const present = teamLines(team.filter((member) => !hasLeft(member)));
  const former = team.filter(hasLeft);
  const colleague = (id: string | undefined) => people?.find((person) => person.id === id);
  const inputOf = (values: FormValues) => {
    const user = colleague(values['userId']);
    return {
      name: user ? `${user.givenName} ${user.familyName}` : (textOf(values, 'name') ?? ''),
      role: values['role'] === 'other' ? (textOf(values, 'roleWords') ?? '') : values['role']!,
      phone: textOf(values, 'phone'),
      organization: textOf(values, 'organization'),
      note: textOf(values, 'note'),
    };
  };
  const setEnded = async ({ id, rowVersion, name }: TeamMember, ended: boolean): Promise<void> => {
    const outcome = await end({ id, rowVersion, ended });
    if (!outcome.ok) return offerUndo(errorText(outcome.error), null);
    return offerUndo(t(ended ? 'leftTeamNow' : 'backInTeam', { name }), () =>
      end({ id, rowVersion: outcome.value.rowVersion, ended: !ended }),
    );
  };
  return (
    <RecordSection
      title={t('team')}
      form="patients.team"
      about={about}
      entries={showFormer ? [...present, ...former] : present}
      nothing={t('none')}
      addLabel={t('addMember')}
      fields={[
        {
          name: 'userId',
          label: t('field.colleague'),
          kind: 'select',
          help: t('help.colleague'),
          options: [
            { value: '', label: t('notAUser') },
            ...(people ?? []).map(({ id, givenName, familyName }) => ({
              value: id,
              label: `${givenName} ${familyName}`,
            })),
          ],
        },
        {
          name: 'name',
          label: t('field.name'),
          kind: 'line',
          needed: t('needed.name'),
          maxLength: 120,
          when: ({ userId }) => !userId,
        },
        {
          name: 'role',
          label: t('field.role'),
          kind: 'select',
          needed: t('needed.role'),
          options: [
            { value: '', label: t('choose') },
            ...teamRoles.map((value) => ({ value, label: t(`teamRole.${value}`) })),
            { value: 'other', label: t('teamRole.other') },
          ],
        },
        {
          name: 'roleWords',
          label: t('field.roleWords'),
          kind: 'line',
          needed: t('needed.role'),
          maxLength: 80,
          when: ({ role }) => role === 'other',
        },
        { name: 'phone', label: t('field.phone'), kind: 'line', maxLength: 60 },
        { name: 'organization', label: t('field.organization'), kind: 'line', maxLength: 120 },
        { name: 'note', label: t('field.reachable'), kind: 'line', wide: true, maxLength: 400 },
      ]}
      empty={{ userId: '', role: '' }}
      valuesOf={valuesOf}
      add={(values) =>
        add({ patientId, encounterId, userId: values['userId'] || null, ...inputOf(values) })
      }
      change={({ id, rowVersion }, values) => change({ id, rowVersion, ...inputOf(values) })}
      inError={({ id, rowVersion }, reason) =>
        enterInError({ patientId, kind: 'careTeamMember', id, rowVersion, reason })
      }
      actions={(member) => (
        <Button
          size="small"
          variant="text"
          aria-label={t(hasLeft(member) ? 'backInTeamOf' : 'leavesTeamOf', { name: member.name })}
          onClick={() => void setEnded(member, !hasLeft(member))}
        >
          {t(hasLeft(member) ? 'backAgain' : 'leaves')}
        </Button>
      )}
      show={(member) => ({
        name: member.name,
        title: member.name,
        former: hasLeft(member),
        sub: [
          roleWord(member.role),
          member.organization === roleWord(member.role) ? null : member.organization,
          member.note,
          hasLeft(member) && member.endsAt !== null
            ? t('untilDate', { date: format.dateTime(member.endsAt, zone) })
            : null,
        ]
          .filter(Boolean)
          .join(', '),
        end: member.phone === null ? undefined : <Phone number={member.phone} />,
      })}
    >
      {former.length === 0 ? null : (
        <Button
          size="small"
          variant="text"
          aria-expanded={showFormer}
          onClick={() => setShowFormer(!showFormer)}
        >
          {t(showFormer ? 'hideFormer' : 'showFormer', { count: former.length })}
        </Button>
      )}
    </RecordSection>
  );
};
