export { listUnattendedTopics, type UnattendedTopic } from '../queues/job-topics.ts';
