/** The deadlines of `resources/clocks/`, checked once when main loads. */
import regulatory from '../../resources/clocks/regulatory.json';
import { clocksSchema } from '../../shared/clinical/clocks/definition';

export const clockDefinitions = clocksSchema.parse(regulatory);
