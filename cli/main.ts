import { commands } from './commands/index.ts';
import { listed, say, UsageError } from './output.ts';

const [name, ...args] = process.argv.slice(2);

try {
  const command = commands.find((each) => each.name === name);
  if (!command)
    throw new UsageError(
      `${name ? `there is no command \`${name}\`` : 'name a command'}; there are ${listed(commands.map((each) => each.name))}`,
    );
  process.exitCode = await command.run(args);
} catch (error) {
  const usage =
    error instanceof UsageError || (error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS'));
  if (!usage) throw error;
  say((error as Error).message);
  process.exitCode = 2;
}
