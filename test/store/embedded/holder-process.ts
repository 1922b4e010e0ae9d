// A process that uses the embedded server: prints what it got, lets go when its standard input says so or ends.
import { startEmbedded } from '../../../store/embedded/start-embedded.ts';

const [dataFolder, stateRoot] = process.argv.slice(2);
if (dataFolder === undefined) throw new Error('expected a data folder');
const server = await startEmbedded({ dataFolder, stateRoot });
console.log(JSON.stringify({ pid: server.pid, joined: server.joined, url: server.url('postgres') }));
process.stdin.resume();
process.stdin.once('end', () => void server.stop().then(() => process.exit(0)));
