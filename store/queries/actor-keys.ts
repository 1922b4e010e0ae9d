export { actorKeys } from '../candidate-keys.ts';
