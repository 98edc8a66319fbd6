/**
 * The care-plan templates of `resources/templates/`, checked once when main loads. A new situation is
 * a new file there and nothing else.
 */
import { templatesOf } from '../../shared/careplans/templates/catalog';

const files = import.meta.glob<unknown>('../../resources/templates/*.json', {
  eager: true,
  import: 'default',
});

export const templates = templatesOf(files);
