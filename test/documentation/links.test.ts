import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../lib/project-root';

/** Every Markdown file of the project, by its path. */
const FILES = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: projectRoot(),
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(projectRoot(), file)));

const textOf = (file: string) => readFileSync(join(projectRoot(), file), 'utf8');

/** The anchors of a file's headings, as GitHub makes them. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links of `text`, which stands in `file`, to files or headings that are not there. */
function brokenLinks(file: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) {
      return [];
    }
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    const absolute = join(projectRoot(), target);
    if (!existsSync(absolute) || anchor === undefined) {
      return existsSync(absolute) ? [] : [link];
    }
    // A folder has no headings.
    const headings = statSync(absolute).isDirectory() ? [] : anchorsIn(path === '' ? text : textOf(target));
    return headings.includes(anchor) ? [] : [link];
  });
}

test.each(FILES)('every link of %s leads somewhere', (file) => {
  expect(brokenLinks(file, textOf(file))).toEqual([]);
});

test.each([
  ['[a file](docs/nothing.md)', 'docs/nothing.md'],
  ['[a heading](README.md#nothing)', 'README.md#nothing'],
  ['[a heading here](#nothing)', '#nothing'],
  ['![a picture](docs/nothing.svg)', 'docs/nothing.svg'],
])('a link that leads nowhere is found: %s', (text, link) => {
  expect(brokenLinks('README.md', text)).toEqual([link]);
});
