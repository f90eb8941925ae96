package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import org.jekasy.command.http.Doorkeeper;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody does with his own passkeys on the page of his account, and the one script these pages have. */
@RestController
@Conditional(EmbeddedServer.class)
class PasskeyDoors {
    private final Passkeys passkeys;
    private final Members members;
    private final Throttle throttle;
    private final Audit audit;
    private final Clock clock;

    PasskeyDoors(Passkeys passkeys, Members members, Throttle throttle, Audit audit, Clock clock) {
        this.passkeys = passkeys;
        this.members = members;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    @PostMapping("/account/passkeys")
    ResponseEntity<Void> add(
            HttpServletRequest request,
            Principal who,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential) {
        Member member = members.find(who.getName()).orElseThrow(Doorkeeper::notAMember);
        String key = "add " + member.subject();
        if (!throttle.admits(key)) {
            return account("wait");
        }
        PublicKeyCredentialCreationOptions asked = Challenges.taken(request, PublicKeyCredentialCreationOptions.class);
        try {
            // begun while fresh: the device had its time since
            if (!LiveSession.isFresh(request, clock.instant().minus(Passkeys.PATIENCE))) {
                throw new PasskeyRefused(PasskeyRefused.Why.SIGN_IN_AGAIN, member.subject());
            }
            passkeys.add(member, asked, name, credential, request.getRemoteAddr());
            throttle.welcome(key);
            return account("added");
        } catch (PasskeyRefused refused) {
            if (refused.why().isHarmless()) {
                throttle.welcome(key);
            } else {
                audit.add(
                        Audit.What.PASSKEY_REFUSED,
                        member,
                        request.getRemoteAddr(),
                        refused.why().word());
            }
            return account("passkey=" + refused.why().word());
        }
    }

    @PostMapping("/account/passkeys/{number}/remove")
    ResponseEntity<Void> remove(HttpServletRequest request, Principal who, @PathVariable long number) {
        Member member = members.find(who.getName()).orElseThrow(Doorkeeper::notAMember);
        if (!passkeys.remove(member, number, request.getRemoteAddr())) {
            throw Doorkeeper.unknownAddress();
        }
        // what was asked before names the removed key as one that its device holds for us already
        Challenges.taken(request, PublicKeyCredentialCreationOptions.class);
        return account("removed");
    }

    @GetMapping("/passkeys.js")
    ResponseEntity<Resource> script() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(new ClassPathResource("passkeys.js", PasskeyDoors.class));
    }

    private static ResponseEntity<Void> account(String said) {
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/account?" + said)
                .build();
    }
}
