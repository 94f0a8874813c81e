const ownProperty = Object.prototype.hasOwnProperty;

/** Whether an object has a property of its own, so that `constructor` and the like are never read from untrusted names. */
export const has = (object: object, key: string): boolean => ownProperty.call(object, key);

/** The own property of an object that is used as a map; undefined where there is none. */
export const own = <T>(object: { readonly [key: string]: T } | undefined | null, key: string): T | undefined =>
  object !== undefined && object !== null && ownProperty.call(object, key) ? object[key] : undefined;
