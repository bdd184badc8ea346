import { main } from '../lib/operator/main';

void main(process.argv.slice(2));
