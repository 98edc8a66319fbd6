/**
 * Two states of one record, field by field: what stood there when the person began, what somebody
 * else saved meanwhile, and the person's own. What only one side changed is taken from there; what
 * both changed is picked. Nothing is saved before, nothing is overwritten unseen.
 */
import Button from '@mui/material/Button';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  resolved,
  type Fields,
  type MergedField,
  type Pick,
  type Value,
} from '../../../shared/careplans/merge';
import { Icon } from '../../components/Icon';

export interface MergeWords {
  title: string;
  /** Heads of the three states; without `base` there are two. */
  base?: string;
  theirs: string;
  mine: string;
  save: string;
}

const Choice = ({
  name,
  head,
  text,
  checked,
  onPick,
}: {
  name: string;
  head: string;
  text: string;
  checked: boolean;
  onPick: () => void;
}): ReactElement => (
  <label className="cp-merge-choice">
    <input type="radio" name={name} checked={checked} onChange={onPick} />
    <span>
      <span className="t-cap">{head}</span>
      <span className="cp-merge-text">{text}</span>
    </span>
  </label>
);

export const MergePlace = ({
  merged,
  words,
  fieldName,
  valueText,
  onSave,
  onCancel,
}: {
  merged: readonly MergedField[];
  words: MergeWords;
  fieldName: (field: string) => string;
  valueText: (field: string, value: Value) => string;
  onSave: (fields: Fields) => void;
  onCancel: { text: string; act: () => void };
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const id = useId();
  const [picks, setPicks] = useState<Readonly<Record<string, Pick>>>({});
  const fields = resolved(merged, picks);
  const shown = merged.filter(({ origin }) => origin !== 'same');
  const show = (field: string, value: Value): string =>
    value === null || value === '' ? t('emptyText') : valueText(field, value);
  const states = (each: MergedField): [Pick, string, Value][] => [
    ...(words.base === undefined
      ? []
      : ([['base', words.base, each.base]] as [Pick, string, Value][])),
    ['theirs', words.theirs, each.theirs],
    ['mine', words.mine, each.mine],
  ];
  const left = shown.filter(
    ({ origin, field }) => origin === 'conflict' && picks[field] === undefined,
  ).length;
  return (
    <section className="cp-merge" role="alert" aria-label={words.title}>
      <div className="m">
        <Icon name="swap" size={14} /> {words.title}
      </div>
      {shown.map((each) => {
        const taken = picks[each.field] ?? (each.origin === 'theirs' ? 'theirs' : 'mine');
        return (
          <fieldset key={each.field} className="cp-merge-field">
            <legend>
              {fieldName(each.field)}
              {each.origin === 'conflict' ? null : (
                <span className="t-cap"> {t(`mergeOrigin.${each.origin}`)}</span>
              )}
            </legend>
            <div className="cp-merge-choices">
              {states(each).map(([pick, head, value]) => (
                <Choice
                  key={pick}
                  name={`${id}-${each.field}`}
                  head={head}
                  text={show(each.field, value)}
                  checked={each.origin === 'conflict' ? picks[each.field] === pick : taken === pick}
                  onPick={() => setPicks({ ...picks, [each.field]: pick })}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
      <div className="row wrap">
        <Button
          size="small"
          variant="contained"
          disabled={fields === null}
          onClick={() => fields !== null && onSave(fields)}
        >
          {words.save}
        </Button>
        <Button size="small" variant="text" onClick={onCancel.act}>
          {onCancel.text}
        </Button>
        {left === 0 ? null : <span className="t-cap">{t('mergeLeft', { count: left })}</span>}
      </div>
    </section>
  );
};
