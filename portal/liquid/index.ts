/**
 * The platform's Liquid dialect: old DotLiquid 2.0 with the portal's tags and filters.
 *
 * `renderLiquid(source, environment)` gives text for one visitor. `renderCacheable(source, environment)` gives a fragment that visitors may
 * share (header, footer); `resolveSubstitutions(fragment, environment)` completes it per request against the global objects only.
 * `checkTemplate(source)` parses without rendering; `inspectTemplate(source)` tells what a template writes and reads.
 */
export { checkTemplate } from './check.ts';
export {
  type CachedFragment,
  type CodeComponentCall,
  type Diagnostic,
  type FetchXmlCall,
  type Limits,
  type LiquidDoors,
  type LiquidEnvironment,
  type ServerLogicAnswer,
  type ServerLogicCall,
  workbenchLimits,
} from './environment.ts';
export { LiquidError } from './errors.ts';
export { inspectTemplate, outputMark, type TemplateParts, type WrittenText, type WrittenValue } from './inspect.ts';
export { renderCacheable, renderLiquid, resolveSubstitutions } from './render/index.ts';
export { LiquidDecimal, type LiquidDrop } from './value.ts';
