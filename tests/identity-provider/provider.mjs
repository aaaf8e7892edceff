// A certified OpenID Connect provider for the hub's tests, on a free port of this machine.
// The one argument is JSON: { redirectUris, accounts: { login: claims } }. Any password is right.
import http from 'node:http';
import { Provider } from 'oidc-provider';

const { redirectUris, accounts } = JSON.parse(process.argv[2]);
const server = http.createServer();

server.listen(0, '127.0.0.1', () => {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: [{ client_id: 'sallyport', client_secret: 'a-secret-of-the-tests', redirect_uris: redirectUris }],
    cookies: { keys: ['tests'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'], groups: ['groups', '_claim_names'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, ...accounts[login] }) }),
  });
  server.on('request', provider.callback());
  console.log(`listening ${server.address().port}`);
});

// It lives as long as whoever started it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
