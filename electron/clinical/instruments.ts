/**
 * The instruments of `resources/instruments/`, checked once when main loads. A new one is a new file
 * there and nothing else.
 */
import { catalogOf } from '../../shared/clinical/instruments/catalog';

const files = import.meta.glob<unknown>('../../resources/instruments/*.json', {
  eager: true,
  import: 'default',
});

export const instruments = catalogOf(files);
