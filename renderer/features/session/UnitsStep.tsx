/** Set-up, second step: units, with rooms typed as a range and beds named otherwise where they are. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { countBeds, parseRooms } from '../../../shared/units/rooms';
import { Icon } from '../../components/Icon';
import type { StepProps } from './HospitalStep';
import { emptyUnit, namedTwice, roomsOf, type UnitForm } from './set-up-form';
import { StepHead } from './StepHead';
import { TextField } from './TextField';

export const UnitsStep = ({ form, marked, onChange }: StepProps): ReactElement => {
  const { t } = useTranslation('session');
  const change = (index: number, patch: Partial<UnitForm>): void =>
    onChange({ units: form.units.map((unit, i) => (i === index ? { ...unit, ...patch } : unit)) });
  return (
    <>
      <StepHead title={t('setUp.unitsTitle')} text={t('setUp.unitsText')} />
      {form.units.map((unit, i) => (
        <UnitRow
          key={i}
          n={i + 1}
          unit={unit}
          isLast={i === form.units.length - 1}
          nameProblem={
            namedTwice(form, i)
              ? t('setUp.unitTwice')
              : marked.includes(`units.${i}.name`)
                ? t('setUp.required')
                : undefined
          }
          roomsMarked={marked.includes(`units.${i}.rooms`)}
          onChange={(patch) => change(i, patch)}
          onRemove={
            form.units.length === 1
              ? null
              : () => onChange({ units: form.units.filter((_, other) => other !== i) })
          }
        />
      ))}
      <div>
        <Button onClick={() => onChange({ units: [...form.units, emptyUnit] })}>
          <Icon name="plus" /> {t('setUp.addUnit')}
        </Button>
      </div>
    </>
  );
};

const UnitRow = ({
  n,
  unit,
  isLast,
  nameProblem,
  roomsMarked,
  onChange,
  onRemove,
}: {
  n: number;
  unit: UnitForm;
  isLast: boolean;
  nameProblem: string | undefined;
  roomsMarked: boolean;
  onChange: (patch: Partial<UnitForm>) => void;
  onRemove: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('session');
  const [open, setOpen] = useState(false);
  const parsed = parseRooms(unit.rooms);
  const rooms = roomsOf(unit);
  const bedsText = parsed.ok ? t('setUp.beds', { count: countBeds(rooms ?? parsed.rooms) }) : '';
  const problem = parsed.ok
    ? rooms === null
      ? t('setUp.bedTwice')
      : undefined
    : roomsMarked || (unit.rooms !== '' && parsed.problem !== 'empty')
      ? t(`setUp.roomsProblem.${parsed.problem}`, { part: parsed.part })
      : undefined;
  return (
    <div className="unit-row" role="group" aria-label={t('setUp.unitNumber', { n })}>
      <TextField
        label={t('setUp.unitName', { n })}
        autoFocus={isLast}
        maxLength={80}
        value={unit.name}
        problem={nameProblem}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={t('setUp.unitRooms')}
        maxLength={4000}
        value={unit.rooms}
        help={t('setUp.roomsHelp')}
        problem={problem}
        onChange={(text) => onChange({ rooms: text })}
      />
      <div className="unit-count">
        {parsed.ok ? (
          <button
            type="button"
            className="link"
            aria-expanded={open}
            aria-label={t('setUp.bedsShow', { beds: bedsText, n })}
            onClick={() => setOpen(!open)}
          >
            {bedsText}
            <Icon name={open ? 'up' : 'down'} size={12} />
          </button>
        ) : null}
      </div>
      <div className="unit-remove">
        {onRemove ? (
          <button
            type="button"
            className="icon-button"
            aria-label={t('setUp.removeUnit', { n })}
            onClick={onRemove}
          >
            <Icon name="close" />
          </button>
        ) : null}
      </div>
      {open && parsed.ok ? (
        <div className="bed-names">
          <p className="help">{t('setUp.bedsHelp')}</p>
          <div className="bed-grid">
            {parsed.rooms.map((room) => (
              <label key={room.name}>
                <span>{room.name}</span>
                <input
                  className="input"
                  aria-label={t('setUp.bedsOfRoom', { room: room.name })}
                  spellCheck={false}
                  autoComplete="off"
                  maxLength={400}
                  value={unit.beds[room.name] ?? room.beds.join(' ')}
                  onChange={(event) =>
                    onChange({ beds: { ...unit.beds, [room.name]: event.target.value } })
                  }
                />
              </label>
            ))}
          </div>
        </div>
      ) : null}
    </div>
  );
};
