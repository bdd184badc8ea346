import { environmentNamed } from '../../../lib/environments/rows';
import { main } from '../../../lib/operator/main';
import { STAGING_ON_ECS } from './on-ecs';

// The operator's program after the change of staging's row that moves the app to ECS Express Mode.
Object.assign(environmentNamed('staging'), STAGING_ON_ECS);
void main(process.argv.slice(2));
