/** Rooms typed as they are said, with what they come to told below. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { countBeds, parseRooms } from '../../../shared/units/rooms';
import { Field } from '../../components/Field';

export const RoomsField = ({
  value,
  marked,
  autoFocus = false,
  onChange,
}: {
  value: string;
  /** Saving was tried: an empty field is told too. */
  marked: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}): ReactElement => {
  const { t } = useTranslation('units');
  const parsed = parseRooms(value);
  const problem =
    parsed.ok || (!marked && (value === '' || parsed.problem === 'empty'))
      ? undefined
      : t(`roomsProblem.${parsed.problem}`, { part: parsed.part });
  return (
    <Field
      label={t('rooms')}
      problem={problem}
      help={
        parsed.ok
          ? t('roomsRead', {
              rooms: t('roomCount', { count: parsed.rooms.length }),
              beds: t('bedCount', { count: countBeds(parsed.rooms) }),
              first: parsed.rooms[0]!.beds[0],
              last: parsed.rooms.at(-1)!.beds.at(-1),
            })
          : t('roomsHelp')
      }
    >
      {(control) => (
        <input
          {...control}
          autoFocus={autoFocus}
          spellCheck={false}
          autoComplete="off"
          maxLength={4000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
};
