/** All keys of the places a person has, by where they work. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from '../../components/Key';
import { keyGroups } from './keys';

export const KeyList = ({ places }: { places: readonly string[] }): ReactElement => {
  const { t } = useTranslation('help');
  const groups = keyGroups.filter(({ place }) => place === null || places.includes(place));
  return (
    <div className="key-list">
      {groups.map(({ name, keys }) => (
        <section key={name} aria-label={t(`keyGroup.${name}`)}>
          <h3 className="t-section">{t(`keyGroup.${name}`)}</h3>
          <dl>
            {keys.map(([key, what]) => (
              <div key={what}>
                <dt>
                  <Key keys={key} />
                  <span className="sr">{key}</span>
                </dt>
                <dd>{t(`key.${what}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
};
