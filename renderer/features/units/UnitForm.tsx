/** A unit, new or changed. What is typed is kept as a draft. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRooms } from '../../../shared/units/rooms';
import type { Unit } from '../../../shared/units/unit';
import { forgetAnswersOf, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormDraft } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useAppDispatch } from '../../app/store';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { TimeInput } from '../../components/TimeInput';
import { RoomsField } from './RoomsField';
import { draftName, problemsOf, toUnit, valuesOf } from './unit-form';

export const UnitForm = ({
  unit,
  onDone,
}: {
  /** The unit to change; null adds one. */
  unit: Unit | null;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('units');
  const { t: tApp } = useTranslation('app');
  const { t: tParts } = useTranslation('components');
  const errorText = useFeatureErrorText('units');
  const dispatch = useAppDispatch();
  const draft = useFormDraft(draftName(unit), valuesOf(unit), {
    baseRowVersion: unit?.rowVersion ?? null,
  });
  const { values } = draft;
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [marked, setMarked] = useState(false);
  const add = useCommand('units.add');
  const change = useCommand('units.change');
  const error = add.error ?? change.error;
  const conflict = error?.code === 'conflict';

  const set = (name: string, value: string): void => {
    draft.set(name, value);
    setProblems({});
  };
  const throwAway = useThrowAway();
  const leave = (): void => {
    draft.clear();
    onDone();
  };
  const save = async (): Promise<void> => {
    setMarked(true);
    const found = problemsOf(values, unit === null);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const parsed = parseRooms(values['rooms'] ?? '');
    const outcome =
      unit === null
        ? await add.run({ ...toUnit(values), rooms: parsed.ok ? parsed.rooms : [] })
        : await change.run({ id: unit.id, rowVersion: unit.rowVersion, ...toUnit(values) });
    if (outcome.ok) leave();
    // Read again: what is typed here then goes over it knowingly.
    else if (outcome.error.code === 'conflict') dispatch(forgetAnswersOf(['units']));
  };

  const problemOf = (name: string): string | undefined => {
    if (problems[name] !== undefined) return t(problems[name]);
    return error?.fields?.[name] === undefined ? undefined : errorText(error);
  };
  const line = (
    name: string,
    more: { type?: string; optional?: boolean; autoFocus?: boolean; help?: string } = {},
  ): ReactElement => (
    <Field
      label={t(`field.${name}`)}
      optional={more.optional ?? false}
      help={more.help}
      problem={problemOf(name)}
    >
      {(control) => (
        <input
          {...control}
          type={more.type ?? 'text'}
          autoFocus={more.autoFocus}
          spellCheck={false}
          autoComplete="off"
          maxLength={name === 'feedCodes' ? 800 : 80}
          value={values[name] ?? ''}
          onChange={(event) => set(name, event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form
      className="box stack"
      aria-label={unit === null ? t('add') : t('changeOf', { unit: unit.name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      {draft.wasKept ? (
        <div className="good">
          <Icon name="check" size={14} />
          {tParts('draftFromBefore')}
        </div>
      ) : null}
      <div className="unit-fields">
        {line('name', { autoFocus: true })}
        {line('specialty', { optional: true })}
        {line('feedCodes', { optional: true, help: t('feedCodesHelp') })}
        <Field
          label={t('field.usualLeavingTime')}
          help={t('leavingHelp')}
          problem={problemOf('usualLeavingTime')}
        >
          {(control) => (
            <TimeInput
              {...control}
              half={draft.half('usualLeavingTime')}
              value={values['usualLeavingTime'] ?? ''}
              onChange={(time) => set('usualLeavingTime', time)}
            />
          )}
        </Field>
        {line('headLimit', { type: 'number', help: t('limitHelp') })}
      </div>
      {unit === null ? (
        <RoomsField
          value={values['rooms'] ?? ''}
          marked={marked}
          onChange={(value) => set('rooms', value)}
        />
      ) : null}
      {error && !error.fields ? (
        <div className="problem" role="alert">
          <Icon name={conflict ? 'swap' : 'alert'} size={14} />
          {conflict ? t('conflict') : errorText(error)}
        </div>
      ) : null}
      <div className="row">
        <Button type="submit" variant="contained" disabled={add.isRunning || change.isRunning}>
          {unit === null ? t('addDo') : conflict ? t('saveMine') : t('save')}{' '}
          <Key keys="Enter" on />
        </Button>
        <Button
          variant="text"
          onClick={() => {
            throwAway(
              draftName(unit),
              unit === null ? t('add') : t('changeOf', { unit: unit.name }),
            );
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
