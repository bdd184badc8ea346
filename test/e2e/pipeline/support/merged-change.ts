import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../../emulator/paths';
import { type Repository, repository, withExpiredReader } from '../../review/support/repository';
import { Job } from './run-step';

/** A change that brings a row for a demo, merged into `main`, and jobs that begin with it. */
export class MergedChange {
  private readonly folder = mkdtempSync(inProject('build', 'steps-'));
  private readonly repository: Repository = repository();

  constructor() {
    const { repository: change } = this;
    change.git('switch', '--quiet', '--create', 'change');
    change.edit('lib/environments/rows.ts', (text) => text.replace('\n];', "\n  demo('eve'),\n];"));
    change.commit();
    change.git('switch', '--quiet', '--detach', 'main');
    change.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
    // The merge has no branch; staging runs what was before.
    change.git('branch', 'deployed/staging', 'main');
  }

  /** A job with an empty workspace. */
  job(name: string): Job {
    return new Job(join(this.folder, name));
  }

  /** A job whose workspace has the files in a folder, with every branch. */
  cloned(name: string, into = '.'): Job {
    const made = this.job(name);
    const folder = join(made.workspace, into);
    this.repository.git('-c', 'advice.detachedHead=false', 'clone', '--quiet', this.repository.folder, folder);
    return made;
  }

  /** A job whose base, in its folder, has a reader whose time is over since it was committed. */
  withExpiredReader(name: string): Job {
    const { repository: change } = this;
    change.git('switch', '--quiet', '--create', 'expired', 'main');
    change.edit('lib/environments/rows.ts', withExpiredReader);
    change.commit('2020-01-01T12:00:00Z');
    const made = this.cloned(name, 'base');
    install(made, 'base');
    change.git('switch', '--quiet', '--detach', '-');
    return made;
  }

  /** A job whose workspace is the files, with packages. */
  checkedOut(name: string): Job {
    const made = this.cloned(name);
    install(made);
    return made;
  }

  remove(): void {
    this.repository.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Leaves what the step that installs packages in a folder of the workspace would. */
export function install({ workspace }: Job, into = '.'): void {
  symlinkSync(inProject('node_modules'), join(workspace, into, 'node_modules'));
}

/** Leaves what the steps that hand an assembly on and take it would. */
export function handOn(from: Job, to: Job, name: string): void {
  cpSync(join(from.workspace, 'build', 'assembly'), join(to.temporary, name), { recursive: true });
}
