import type { LiquidDrop } from '../../liquid/index.ts';

/** An object whose members are worked out when a template asks for them; names do not mind letter case, `adx_` may stand in front. */
export function drop(members: Readonly<Record<string, () => unknown>>, other: (name: string) => unknown = () => null): LiquidDrop {
  return {
    liquidGet: (name) => {
      const key = name.toLowerCase();
      const bare = key.startsWith('adx_') ? key.slice('adx_'.length) : key;
      const member = Object.hasOwn(members, key) ? members[key] : Object.hasOwn(members, bare) ? members[bare] : undefined;
      return member ? member() : other(key);
    },
  };
}
