import { main } from '../lib/review/main';

void main(process.argv.slice(2));
