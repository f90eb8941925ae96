package org.jekasy.command.identity;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Set;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Tokens of another OpenID provider. Of the authorization server in this service nothing is there: no page, no account, no key. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "identity.who", havingValue = "issuer")
@EnableConfigurationProperties(IdentityProperties.class)
class IssuerConfiguration {
    private static final Logger log = LoggerFactory.getLogger(IssuerConfiguration.class);

    @Bean
    JwtDecoder tokens(IdentityProperties identity, Clock clock) {
        URI issuer = safe(identity.issuer());
        // its addresses and keys are asked for with the first token, so that we start while it is away
        JwtDecoder decoder = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder nimbus = NimbusJwtDecoder.withIssuerLocation(issuer.toString())
                    // signatures with a pair of keys only: never none, never a shared secret
                    .jwsAlgorithms(allowed -> {
                        allowed.clear();
                        allowed.addAll(
                                Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256));
                    })
                    .build();
            nimbus.setJwtValidator(MembershipConfiguration.good(issuer.toString(), identity.audience(), clock));
            return nimbus;
        });
        return token -> {
            try {
                return decoder.decode(token);
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException | JwtDecoderInitializationException away) {
                log.warn("{} does not answer: {}", issuer, away.getMessage());
                throw new Believed.Unavailable(away);
            }
        };
    }

    // the issuer is another's address
    @Bean
    ProvenAddress provenAddress(IdentityProperties identity, Environment settings) {
        return ProvenAddress.of(identity.origin(), null, settings);
    }

    private static URI safe(@Nullable URI issuer) {
        if (issuer == null) {
            throw new IllegalStateException(
                    "identity.issuer manque : l’adresse du fournisseur OpenID. / identity.issuer is missing: the address of the OpenID provider.");
        }
        try {
            if (!"https".equals(issuer.getScheme())
                    && !InetAddress.getByName(issuer.getHost()).isLoopbackAddress()) {
                throw new IllegalStateException(
                        "identity.issuer " + issuer
                                + " n’est pas en https : ses clés pourraient être remplacées en chemin. / is not https: its keys could be exchanged on the way.");
            }
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("identity.issuer " + issuer + " : ?", unknown);
        }
        return issuer;
    }

    @Bean
    FirstMember firstMember(IdentityProperties identity, Members members, Audit audit, Clock clock) {
        return new FirstMember(identity.administrator(), members, audit, clock);
    }

    /** Where the provider says who signs in, our settings say who is the first administrator; everybody else is added by members. */
    static final class FirstMember {
        private final IdentityProperties.@Nullable Administrator administrator;
        private final Members members;
        private final Audit audit;
        private final Clock clock;

        FirstMember(
                IdentityProperties.@Nullable Administrator administrator, Members members, Audit audit, Clock clock) {
            this.administrator = administrator;
            this.members = members;
            this.audit = audit;
            this.clock = clock;
        }

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            if (!members.none()) {
                return;
            }
            if (administrator == null) {
                log.warn(
                        "Personne n’est encore membre : donnez identity.administrator.subject, .organisation et .operator, puis redémarrez. / Nobody is a member yet: set identity.administrator.subject, .organisation and .operator, then restart.");
                return;
            }
            Member member = Member.person(
                    administrator.subject(),
                    PartyId.parse(administrator.organisation()),
                    administrator.operator(),
                    Set.of(Role.ADMINISTRATOR));
            members.add(member, clock.instant());
            audit.add(Audit.What.FIRST_ADMINISTRATOR, member, null, null);
        }
    }
}
