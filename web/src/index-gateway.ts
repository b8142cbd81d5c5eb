/**
 * The same as `index.ts` for pages whose boards read from a gateway (`provider="gateway"`), and from nothing
 * else: its engine has no provider's protocol, and is two thirds as large.
 */
import { begin } from './define';

export * from './public';

begin(() => new URL('./scoreline-gateway.wasm', import.meta.url), ['gateway']);
