package org.jekasy.command.identity;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jekasy.command.http.Actors;
import org.jekasy.command.ledger.Ledger;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.web.filter.OncePerRequestFilter;

/** The authorization server inside this service: accounts, the sign-in page, OpenID Connect for web screens, client credentials for machines. */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedServer.class)
@EnableConfigurationProperties(IdentityProperties.class)
class EmbeddedConfiguration {
    static final String[] PAGES = {
        "/sign-in",
        "/sign-in/passkey",
        "/sign-out",
        "/setup",
        "/welcome",
        "/phone",
        "/account",
        "/account/**",
        "/identity.css",
        "/passkeys.js"
    };

    // over TLS, ours or a proxy's, the name of the cookie makes browsers hold us to it: this host only, never in clear
    @Bean
    ServletContextInitializer sessionCookie(IdentityProperties identity, Environment settings) {
        boolean tls = Transport.isTls(settings)
                || "https".equalsIgnoreCase(issuer(identity, settings).getScheme());
        return service -> {
            SessionCookieConfig cookie = service.getSessionCookieConfig();
            cookie.setName(tls ? "__Host-sid" : "sid");
            cookie.setSecure(tls);
            cookie.setHttpOnly(true);
            cookie.setPath("/");
            cookie.setAttribute("SameSite", "Lax");
        };
    }

    @Bean
    KeyFile keyFile(IdentityProperties identity) {
        return KeyFile.in(identity.folder());
    }

    @Bean
    Invitations invitations(IdentityDatabase database) {
        return new Invitations(database.sql());
    }

    @Bean
    Accounts accounts(
            IdentityDatabase database,
            Members members,
            Invitations invitations,
            KeyFile keys,
            Audit audit,
            Clock clock) {
        return new Accounts(database, members, invitations, new Passwords(), keys, audit, clock);
    }

    @Bean
    Passkeys passkeys(
            IdentityDatabase database,
            IdentityProperties identity,
            Environment settings,
            Audit audit,
            Clock clock,
            MeterRegistry meters) {
        RelyingParty party = RelyingParty.of(identity.passkeys(), issuer(identity, settings));
        return new Passkeys(database, party, audit, clock, meters);
    }

    @Bean
    Throttle throttle() {
        return new Throttle();
    }

    @Bean
    Machines machines(IdentityDatabase database, Members members, Audit audit, Clock clock) {
        return new Machines(database, members, audit, clock);
    }

    @Bean
    Phones phones(
            IdentityDatabase database,
            Members members,
            Invitations invitations,
            Ledger ledger,
            Audit audit,
            Clock clock) {
        return new Phones(database, members, invitations, ledger, audit, clock);
    }

    @Bean
    Setup setup(
            Accounts accounts,
            IdentityDatabase database,
            Invitations invitations,
            Audit audit,
            IdentityProperties identity,
            Clock clock) {
        return new Setup(accounts, database, invitations, audit, identity.folder(), clock);
    }

    @Bean
    @ConditionalOnProperty(name = "identity.who", havingValue = "demo")
    DemoPeople demoPeople(Accounts accounts, Machines machines, IdentityProperties identity, Clock clock) {
        return new DemoPeople(accounts, machines, identity.folder(), clock);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentityProperties identity, Environment settings) {
        return AuthorizationServerSettings.builder()
                .issuer(issuer(identity, settings).toString())
                .build();
    }

    private static URI issuer(IdentityProperties identity, Environment settings) {
        URI issuer = identity.issuer();
        if (issuer != null) {
            return issuer;
        }
        int port = settings.getProperty("server.port", Integer.class, 8080);
        if (port == 0) {
            throw new IllegalStateException(
                    "identity.issuer manque : avec server.port=0 l’adresse n’est pas connue d’avance. / identity.issuer is missing: with server.port=0 the address is not known beforehand.");
        }
        return URI.create((Transport.isTls(settings) ? "https" : "http") + "://127.0.0.1:" + port);
    }

    // a phone is told the issuer's address when it is invited
    @Bean
    ProvenAddress provenAddress(IdentityProperties identity, Environment settings) {
        return ProvenAddress.of(identity.origin(), issuer(identity, settings), settings);
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(KeyFile keys) {
        return new ImmutableJWKSet<>(keys.signing());
    }

    // the library refuses to choose between several
    @Bean
    JwtEncoder signing(JWKSource<SecurityContext> signingKeys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(signingKeys);
        encoder.setJwkSelector(List::getFirst);
        return encoder;
    }

    @Bean
    JwtDecoder tokens(
            JWKSource<SecurityContext> signingKeys, Environment settings, IdentityProperties identity, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(signingKeys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(
                MembershipConfiguration.good(issuer(identity, settings).toString(), identity.audience(), clock));
        return decoder;
    }

    /** An access token says for whom, by whom, to whom and until when, and nothing that our own table knows better. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> shortTokens(IdentityProperties identity, Phones phones) {
        return token -> {
            token.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
            if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                token.getJwsHeader().type("at+jwt");
                token.getClaims().audience(List.of(identity.audience()));
                token.getClaims().claim("client_id", token.getRegisteredClient().getClientId());
                if (token.getRegisteredClient()
                        .getClientAuthenticationMethods()
                        .contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
                    phones.checkBound(token);
                }
            }
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServerChain(
            HttpSecurity http,
            Clients clients,
            Grants grants,
            Phones phones,
            Members members,
            AuthorizationServerSettings settings,
            Turnstile turnstile,
            Clock clock) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.registeredClientRepository(clients)
                            .authorizationService(grants)
                            .clientAuthentication(client -> client.authenticationProviders(each -> each.stream()
                                    .filter(JwtClientAssertionAuthenticationProvider.class::isInstance)
                                    .map(JwtClientAssertionAuthenticationProvider.class::cast)
                                    .forEach(byKey -> byKey.setJwtDecoderFactory(phones))))
                            .oidc(Customizer.withDefaults());
                })
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .addFilterAfter(new LiveSession(members, clock), SecurityContextHolderFilter.class)
                .addFilterAfter(
                        new TokenDoor(settings.getTokenEndpoint(), turnstile), SecurityContextHolderFilter.class)
                .exceptionHandling(
                        stranger -> stranger.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in"))
                                .accessDeniedHandler(turnstile))
                .build();
    }

    @Bean
    Grants grants() {
        return new Grants();
    }

    @Bean
    Clients clients(Machines machines, Phones phones, IdentityProperties identity) {
        return new Clients(machines, phones, identity.screens());
    }

    @Bean
    @Order(2)
    SecurityFilterChain signInPagesChain(
            HttpSecurity http,
            Accounts accounts,
            Passkeys passkeys,
            Members members,
            Throttle throttle,
            Audit audit,
            Turnstile turnstile,
            IdentityProperties identity,
            Clock clock) {
        SavedRequestAwareAuthenticationSuccessHandler onwards = new SavedRequestAwareAuthenticationSuccessHandler();
        onwards.setDefaultTargetUrl("/account");
        AuthenticationSuccessHandler begins = (request, response, signedIn) -> {
            LiveSession.begins(request, clock.instant());
            onwards.onAuthenticationSuccess(request, response, signedIn);
        };
        AuthenticationFailureHandler again = (request, response, why) ->
                response.sendRedirect(request.getContextPath() + "/sign-in?" + SignInPages.said(why));
        PasskeySignIn byPasskey = new PasskeySignIn(passkeys, members, throttle, audit, clock);
        byPasskey.setAuthenticationSuccessHandler(begins);
        byPasskey.setAuthenticationFailureHandler(again);
        return http.securityMatcher(PAGES)
                .authorizeHttpRequests(pages -> pages.requestMatchers(
                                "/sign-in", "/setup", "/welcome", "/phone", "/identity.css", "/passkeys.js")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(new PersonSignIn(accounts, throttle, audit))
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .authenticationDetailsSource(PersonSignIn.With::of)
                        .successHandler(begins)
                        .failureHandler(again))
                .addFilterBefore(byPasskey, UsernamePasswordAuthenticationFilter.class)
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> {
                            if (who != null) {
                                audit.add(
                                        Audit.What.SIGNED_OUT,
                                        members.find(who.getName()).orElse(null),
                                        request.getRemoteAddr(),
                                        null);
                            }
                        })
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(
                                ClearSiteDataHeaderWriter.Directive.CACHE,
                                ClearSiteDataHeaderWriter.Directive.STORAGE)))
                        .logoutSuccessUrl("/sign-in?out"))
                .addFilterAfter(new LiveSession(members, clock), SecurityContextHolderFilter.class)
                .addFilterBefore(new Pace(identity.callsAMinute(), turnstile), AuthorizationFilter.class)
                .addFilterAfter(new ActorOfSession(members), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.accessDeniedHandler(turnstile))
                .headers(headers -> strict(headers, identity.screens()))
                .build();
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers, List<URI> screens) {
        // browsers hold a form to this also where its answer leads: signing in ends at the screen that asked for it
        String onwards = screens.stream()
                .map(screen -> " " + screen.getScheme() + "://" + screen.getRawAuthority())
                .distinct()
                .collect(Collectors.joining());
        String allowed =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                        + onwards;
        // said last: what every answer carries already allows a page nothing, not even its style
        headers.addHeaderWriter((request, response) -> response.setHeader("Content-Security-Policy", allowed))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(
                        org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                .CrossOriginOpenerPolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(
                        strict -> strict.includeSubDomains(true).maxAgeInSeconds(31_536_000));
    }

    /** Tells the doors behind the pages who acts. */
    private static final class ActorOfSession extends OncePerRequestFilter {
        private final Members members;

        ActorOfSession(Members members) {
            this.members = members;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Principal who = request.getUserPrincipal();
            if (who != null) {
                members.find(who.getName())
                        .ifPresent(member -> Actors.known(request, member.actor(), member.actsAs(), null));
            }
            chain.doFilter(request, response);
        }
    }
}
