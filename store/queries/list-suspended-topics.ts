export { listSuspendedTopics, type SuspendedTopic } from '../repositories/suspension.ts';
