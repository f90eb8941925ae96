// An OpenID provider that is not ours: it makes JWT access tokens for three clients.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , port, modules] = process.argv;
const entry = createRequire(modules + '/').resolve('oidc-provider');
const { default: Provider } = await import(pathToFileURL(entry).href);
const client = (client_id) => ({
  client_id,
  client_secret: 'secret-of-' + client_id,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client('awa'), client('moussa'), client('fanta')],
  // fanta came in with a password alone
  extraTokenClaims: (context, token) => ({ acr: token.clientId === 'fanta' ? 'urn:one' : 'urn:two' }),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:jekasy',
      useGrantedResource: () => true,
      getResourceServerInfo: (context) => ({
        scope: '',
        audience: context.oidc.body.audience ?? 'jekasy',
        accessTokenTTL: 900,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraParams: ['audience'],
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
