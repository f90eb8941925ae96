// What the collecting application of a phone does with its key: made and kept by the browser, which signs with it and never shows it.
(() => {
  const utf8 = new TextEncoder();
  const base64url = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const json = (value) => base64url(utf8.encode(JSON.stringify(value)));
  const hash = async (text) => base64url(await crypto.subtle.digest('SHA-256', utf8.encode(text)));
  const now = () => Math.floor(Date.now() / 1000);

  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const kept = async (mode, use) => {
    const open = indexedDB.open('phone', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('keys');
    const database = await settled(open);
    try {
      return await settled(use(database.transaction('keys', mode).objectStore('keys')));
    } finally {
      database.close();
    }
  };
  const key = (name) => kept('readonly', (keys) => keys.get(name));

  const shown = async (name) => {
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', (await key(name)).publicKey);
    return { kty, crv, x, y };
  };
  const signed = async (name, header, claims) => {
    const text = json({ alg: 'ES256', ...header }) + '.' + json({ jti: crypto.randomUUID(), iat: now(), ...claims });
    const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
    return text + '.' + base64url(await crypto.subtle.sign(ecdsa, (await key(name)).privateKey, utf8.encode(text)));
  };
  const proof = async (name, method, path, more) =>
    signed(name, { typ: 'dpop+jwt', jwk: await shown(name) }, { htm: method, htu: location.origin + path, ...more });
  const sent = async (path, request) => {
    const answer = await fetch(path, { credentials: 'omit', ...request });
    return { status: answer.status, body: await answer.text() };
  };

  window.phone = {
    async makesKey(name, open = false) {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, open, ['sign']);
      await kept('readwrite', (keys) => keys.put(pair, name));
    },
    // whether it may, and how each form it is asked for in is answered
    async givesKeyAway(name) {
      const { privateKey } = await key(name);
      const answers = [];
      for (const form of ['jwk', 'pkcs8']) {
        answers.push(await crypto.subtle.exportKey(form, privateKey).then(() => form, (refused) => refused.name));
      }
      return [privateKey.extractable, ...answers];
    },
    async comesWith(name, invitation) {
      return sent('/phones', {
        method: 'POST',
        headers: { DPoP: await proof(name, 'POST', '/phones'), 'Content-Type': 'application/json' },
        body: JSON.stringify({ invitation }),
      });
    },
    async asksForAToken(name, device) {
      return sent('/oauth2/token', {
        method: 'POST',
        headers: { DPoP: await proof(name, 'POST', '/oauth2/token') },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: device,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: await signed(
            name,
            { typ: 'JWT' },
            { iss: device, sub: device, aud: location.origin + '/oauth2/token', exp: now() + 60 },
          ),
        }),
      });
    },
    async sends(name, path, token, body) {
      return sent(path, {
        method: 'POST',
        headers: {
          Authorization: 'DPoP ' + token,
          DPoP: await proof(name, 'POST', path, { ath: await hash(token) }),
          'Content-Type': 'application/json',
        },
        body,
      });
    },
  };
})();
