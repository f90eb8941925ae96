// Passkeys on the pages for people. Without this script, or in a browser that knows none, the forms stay hidden and password and code are the way in.
(function () {
  "use strict";
  if (!window.isSecureContext || !window.PublicKeyCredential) return;

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function text(buffer) {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  const known = (list) => (list || []).map((each) => Object.assign({}, each, { id: bytes(each.id) }));

  const ceremonies = {
    async make(asked) {
      const made = await navigator.credentials.create({
        publicKey: Object.assign(asked, {
          challenge: bytes(asked.challenge),
          user: Object.assign(asked.user, { id: bytes(asked.user.id) }),
          excludeCredentials: known(asked.excludeCredentials),
        }),
      });
      return answer(made, {
        attestationObject: text(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      });
    },
    async prove(asked) {
      const proven = await navigator.credentials.get({
        publicKey: Object.assign(asked, {
          challenge: bytes(asked.challenge),
          allowCredentials: known(asked.allowCredentials),
        }),
      });
      return answer(proven, {
        authenticatorData: text(proven.response.authenticatorData),
        signature: text(proven.response.signature),
        userHandle: proven.response.userHandle ? text(proven.response.userHandle) : undefined,
      });
    },
  };

  function answer(key, response) {
    response.clientDataJSON = text(key.response.clientDataJSON);
    return JSON.stringify({
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      response: response,
      clientExtensionResults: {},
    });
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const problem = form.querySelector("[role=alert]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (performance.now() > Number(form.dataset.goodFor || Infinity)) {
        problem.textContent = form.dataset.late;
        problem.hidden = false;
        return;
      }
      const button = form.querySelector("button");
      button.disabled = true;
      problem.hidden = true;
      try {
        form.elements.credential.value = await ceremonies[form.dataset.passkey](JSON.parse(form.dataset.asked));
        form.submit();
      } catch (failure) {
        // NotAllowedError: the person or the clock ended it, or there is no key
        const said = { InvalidStateError: form.dataset.known, SecurityError: form.dataset.elsewhere };
        problem.textContent = said[failure.name] || form.dataset.cancelled;
        problem.hidden = false;
        button.disabled = false;
      }
    });
    form.hidden = false;
  }
})();
