/** The controls of an item, one a kind: options by digit, typed numbers, dates, words, people. */
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { codesOf, typedNumber } from '../../../shared/assessments/form';
import { valueProblem, type Entry, type Value } from '../../../shared/clinical/instruments/answers';
import type { Item, Option } from '../../../shared/clinical/instruments/definition';
import type { Language } from '../../../shared/clinical/instruments/words';
import { DateInput } from '../../components/DateInput';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useTypedAnswer } from './use-typed-answer';

/** Options as one group; the chosen one, else the first, is where Tab and the arrows find it. */
export const OptionGroup = ({
  item,
  entry,
  options,
  language,
  columns,
  labelledBy,
  onChoose,
}: {
  item: Item;
  entry: Entry | undefined;
  options: readonly Option[];
  language: Language;
  /** Cells below a head that holds the words. */
  columns: boolean;
  labelledBy: string;
  onChoose: (option: Option) => void;
}): ReactElement => {
  const many = item.kind === 'many';
  const codes = codesOf(entry);
  const confirmed = entry?.confirmed !== false;
  const stop = options.find(({ code }) => codes.includes(code)) ?? options[0];
  return (
    <div
      className={columns ? 'as-cells' : 'as-options'}
      role={many ? 'group' : 'radiogroup'}
      aria-labelledby={labelledBy}
      lang={language}
    >
      {options.map((option) => {
        const on = codes.includes(option.code);
        return (
          <button
            key={option.code}
            type="button"
            role={many ? 'checkbox' : 'radio'}
            aria-checked={on && confirmed}
            aria-keyshortcuts={option.key}
            className={`as-option ${on ? (confirmed ? 'on' : 'offered') : ''}`}
            tabIndex={many || option === stop ? 0 : -1}
            data-focus={option === stop ? '' : undefined}
            onClick={() => onChoose(option)}
          >
            {option.key === undefined ? null : <span className="k">{option.key}</span>}
            <span className="w">{option.text[language]}</span>
          </button>
        );
      })}
    </div>
  );
};

interface TypedProps {
  form: string;
  patientId: string;
  rowVersion: number;
  item: Item;
  entry: Entry | undefined;
  labelledBy: string;
  language: Language;
  onPut: (value: Value | null, base: Entry | null) => void;
}

const textOf = (entry: Entry | undefined): string => {
  const value = entry?.value;
  if (!value) return '';
  if ('text' in value) return value.text;
  if ('number' in value) return String(value.number);
  if ('organization' in value) return value.organization.name;
  return 'date' in value ? value.date : '';
};

/** Words, a number or the name of a place; kept at every key, saved a moment later. */
export const TypedAnswer = ({
  suggestions = [],
  ...props
}: TypedProps & { suggestions?: readonly string[] }): ReactElement => {
  const { t } = useTranslation('assessments');
  const { item, entry, labelledBy, language } = props;
  const listId = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const numeric = item.kind === 'integer' || item.kind === 'decimal';
  const typed = useTypedAnswer({
    form: props.form,
    patientId: props.patientId,
    rowVersion: props.rowVersion,
    saved: textOf(entry),
    entry,
    onSave: (text, base) => {
      const value = valueOf(item, text);
      if (value === 'none') return setProblem(t('problem.number'));
      const wrong = value === null ? null : valueProblem(item, value);
      setProblem(wrong === null ? null : t(`problem.${wrong}`, { min: item.min, max: item.max }));
      return wrong === null ? props.onPut(value, base) : undefined;
    },
  });
  const control = {
    className: numeric ? 'input as-number' : 'input',
    'aria-labelledby': labelledBy,
    'aria-invalid': problem !== null,
    lang: language,
    value: typed.text,
    'data-focus': '',
    onBlur: typed.leave,
  };
  return (
    <div className="as-typed">
      {item.kind === 'text' ? (
        <textarea
          {...control}
          rows={typed.text.length > 90 || typed.text.includes('\n') ? 3 : 1}
          maxLength={4000}
          onChange={(event) => typed.change(event.target.value)}
        />
      ) : (
        <>
          <input
            {...control}
            autoComplete="off"
            inputMode={numeric ? 'decimal' : undefined}
            maxLength={500}
            list={suggestions.length > 0 ? listId : undefined}
            onChange={(event) => typed.change(event.target.value)}
          />
          {item.unit && /^[A-Za-z/%]+$/.test(item.unit) ? (
            <span className="s2">{t(`unit.${item.unit}`, { defaultValue: item.unit })}</span>
          ) : null}
          <datalist id={listId}>
            {suggestions.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
      {problem === null ? null : (
        <span className="problem" role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </span>
      )}
    </div>
  );
};

const valueOf = (item: Item, text: string): Value | null | 'none' => {
  const clean = text.trim();
  if (clean === '') return null;
  if (item.kind === 'integer' || item.kind === 'decimal') {
    const number = typedNumber(clean);
    return number === null ? 'none' : { number };
  }
  return item.kind === 'organization'
    ? { organization: { name: clean, id: null } }
    : { text: clean };
};

/** A date, typed in the language's order. */
export const DateAnswer = ({
  entry,
  labelledBy,
  onPut,
}: Pick<TypedProps, 'entry' | 'labelledBy' | 'onPut'>): ReactElement => (
  <span className="as-date" role="group" aria-labelledby={labelledBy}>
    <DateInput
      id={`${labelledBy}-date`}
      value={textOf(entry)}
      onChange={(date) => onPut(date === '' ? null : { date }, entry ?? null)}
    />
    <label className="sr" htmlFor={`${labelledBy}-date`}>
      {document.getElementById(labelledBy)?.textContent ?? ''}
    </label>
  </span>
);

/** Someone the record knows, offered to choose from. */
export interface KnownPerson {
  id: string;
  name: string;
  relation: string | null;
  phone: string | null;
}

/** Name, relation and phone; people of the record by one press. */
export const PersonAnswer = ({
  people,
  ...props
}: TypedProps & { people: readonly KnownPerson[] }): ReactElement => {
  const { t } = useTranslation('assessments');
  const { entry, item } = props;
  const person = entry?.value && 'person' in entry.value ? entry.value.person : null;
  const base = entry ?? null;
  const part = (name: 'name' | 'relation' | 'phone', text: string): void => {
    const next = {
      name: person?.name ?? '',
      relation: person?.relation ?? null,
      phone: person?.phone ?? null,
      id: null,
      [name]: text.trim() || null,
    };
    props.onPut(next.name ? { person: { ...next, name: String(next.name) } } : null, base);
  };
  return (
    <div className="as-person">
      {people.length === 0 ? null : (
        <div className="as-options" role="group" aria-label={t('peopleOfRecord')}>
          {people.slice(0, 5).map((known) => (
            <button
              key={known.id}
              type="button"
              aria-pressed={person?.id === known.id}
              className={`as-option ${person?.id === known.id ? 'on' : ''}`}
              onClick={() =>
                props.onPut(
                  {
                    person: {
                      name: known.name,
                      relation: known.relation,
                      phone: known.phone,
                      id: known.id,
                    },
                  },
                  base,
                )
              }
            >
              <span className="w">{[known.name, known.relation].filter(Boolean).join(', ')}</span>
            </button>
          ))}
        </div>
      )}
      <div className="as-person-parts">
        {(['name', 'relation', 'phone'] as const).map((name) => (
          <PersonPart
            key={name}
            {...props}
            part={name}
            first={name === 'name'}
            saved={person?.[name] ?? ''}
            // Relation and phone belong to a name.
            disabled={name !== 'name' && person === null}
            onSave={(text) => part(name, text)}
            label={t(`person.${name}`)}
            labelItem={item.text}
          />
        ))}
      </div>
    </div>
  );
};

const PersonPart = ({
  form,
  patientId,
  rowVersion,
  entry,
  part,
  first,
  saved,
  disabled,
  label,
  onSave,
}: TypedProps & {
  part: string;
  first: boolean;
  saved: string;
  disabled: boolean;
  label: string;
  labelItem: Item['text'];
  onSave: (text: string) => void;
}): ReactElement => {
  const id = useId();
  const typed = useTypedAnswer({
    form: `${form}:${part}`,
    patientId,
    rowVersion,
    saved,
    entry,
    onSave: (text) => onSave(text),
  });
  return (
    <span className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        maxLength={200}
        disabled={disabled}
        value={typed.text}
        data-focus={first ? '' : undefined}
        onChange={(event) => typed.change(event.target.value)}
        onBlur={typed.leave}
      />
    </span>
  );
};

/** Refused, unable, not applicable: each is an answer, none of them is zero. */
export const skipKeys = { '1': 'an-refused', '2': 'an-unable', '3': 'an-na' } as const;

export const SkipChoice = ({
  entry,
  onSkip,
}: {
  entry: Entry | undefined;
  onSkip: (reason: (typeof skipKeys)[keyof typeof skipKeys]) => void;
}): ReactElement => {
  const { t } = useTranslation('assessments');
  return (
    <div className="as-skip" role="group" aria-label={t('skipWhy')}>
      <span className="t-cap">{t('skipWhy')}</span>
      {Object.entries(skipKeys).map(([key, reason]) => (
        <button
          key={reason}
          type="button"
          className="chip"
          data-skip=""
          aria-pressed={entry?.skipped === reason}
          aria-keyshortcuts={key}
          onClick={() => onSkip(reason)}
        >
          <Key keys={key} /> {t(`skip.${reason}`)}
        </button>
      ))}
      <span className="t-cap">{t('skipCounts')}</span>
    </div>
  );
};
