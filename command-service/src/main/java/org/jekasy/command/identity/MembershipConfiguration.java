package org.jekasy.command.identity;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jekasy.command.http.Actors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.PhoneGate;
import org.jekasy.command.journal.JournalProperties;
import org.jekasy.command.ledger.Ledger;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The doors behind tokens, whoever makes them. */
@Configuration(proxyBeanMethods = false)
@Conditional(TokensAsked.class)
@EnableWebSecurity
class MembershipConfiguration {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int WALLS = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    IdentityDatabase identityDatabase(JournalProperties journal) {
        return IdentityDatabase.open(journal);
    }

    @Bean
    Members members(IdentityDatabase database) {
        return new Members(database.sql());
    }

    @Bean
    Newcomers newcomers(Ledger ledger, Members members) {
        return new Newcomers(ledger, members);
    }

    @Bean
    Audit audit(IdentityDatabase database, Clock clock) {
        return new Audit(database.sql(), clock);
    }

    @Bean
    Quarantine quarantine(IdentityDatabase database, Audit audit, Clock clock, MeterRegistry meters) {
        return new Quarantine(database, audit, clock, meters);
    }

    @Bean
    Turnstile turnstile(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver handlerExceptionResolver, Audit audit) {
        return new Turnstile(handlerExceptionResolver, audit);
    }

    // said of the whole service, so that nothing that slips past a filter falls back on the header
    @Bean
    ServletContextInitializer onlyByToken(Environment settings) {
        return isDemonstration(settings) ? Actors::byTokenOrHeader : Actors::onlyByToken;
    }

    private static boolean isDemonstration(Environment settings) {
        return settings.getProperty("identity.who", "").equals("demo");
    }

    @Bean
    FilterRegistrationBean<Filter> walls(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> walls = new FilterRegistrationBean<>(chain);
        walls.setOrder(WALLS);
        return walls;
    }

    @Bean
    FilterRegistrationBean<ProvenAddress> beforeTheWalls(ProvenAddress proven) {
        FilterRegistrationBean<ProvenAddress> before = new FilterRegistrationBean<>(proven);
        before.setOrder(WALLS - 1);
        return before;
    }

    /**
     * Where query-service asks whose a token is. It has seen the proof of a phone's token itself and can not make another, so here alone such a token is taken
     * without: who stole one learns for whom it speaks, and can do nothing with it.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    SecurityFilterChain whoseToken(
            HttpSecurity http,
            JwtDecoder decoder,
            Members members,
            Turnstile turnstile,
            IdentityProperties identity,
            Clock clock) {
        Believed believed = new Believed(members, identity.strongEnough(), clock);
        KnownTokens known = new KnownTokens(decoder, clock);
        return behindTokens(http, turnstile)
                .securityMatcher(request -> request.getServletPath().equals("/me")
                        && Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "")
                                .regionMatches(true, 0, "Bearer ", 0, 7))
                .authorizeHttpRequests(doors -> doors.anyRequest().access(membersOnly(false, clock)))
                .addFilterBefore(new Pace(identity.callsAMinute(), turnstile), AuthorizationFilter.class)
                .oauth2ResourceServer(tokens -> tokens.jwt(jwt -> jwt.decoder(known)
                                .jwtAuthenticationConverter(token -> believed.convert(unbound(token))))
                        .authenticationEntryPoint(turnstile)
                        .accessDeniedHandler(turnstile))
                .build();
    }

    private static Jwt unbound(Jwt token) {
        return Jwt.withTokenValue(token.getTokenValue())
                .headers(headers -> headers.putAll(token.getHeaders()))
                .claims(claims -> {
                    claims.putAll(token.getClaims());
                    claims.remove("cnf");
                })
                .build();
    }

    /** Health and figures, at the port that does not leave this machine: nobody signs in there. */
    @Bean
    @Order(0)
    SecurityFilterChain watch(HttpSecurity http, Turnstile turnstile, Environment settings) {
        return behindTokens(http, turnstile)
                .securityMatcher(request ->
                        Integer.toString(request.getLocalPort()).equals(settings.getProperty("local.management.port")))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    // no cookie says who acts here, so no foreign page can send one along
    private static HttpSecurity behindTokens(HttpSecurity http, Turnstile turnstile) {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(turnstile).accessDeniedHandler(turnstile));
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain doorsBehindTokens(
            HttpSecurity http,
            JwtDecoder decoder,
            Members members,
            Quarantine quarantine,
            Turnstile turnstile,
            Clock clock,
            IdentityProperties identity,
            Environment settings) {
        boolean demonstration = isDemonstration(settings);
        return behindTokens(http, turnstile)
                .authorizeHttpRequests(
                        // with an invitation instead of a token
                        doors -> doors.requestMatchers(HttpMethod.POST, "/phones")
                                .permitAll()
                                .anyRequest()
                                .access(membersOnly(demonstration, clock)))
                .oauth2ResourceServer(tokens -> tokens.jwt(jwt -> jwt.decoder(new KnownTokens(decoder, clock))
                                .jwtAuthenticationConverter(new Believed(members, identity.strongEnough(), clock)))
                        .dPoP(bound -> bound.authenticationFailureHandler(turnstile::commence))
                        .authenticationEntryPoint(turnstile)
                        .accessDeniedHandler(turnstile))
                .addFilterBefore(new Pace(identity.callsAMinute(), turnstile), AuthorizationFilter.class)
                .addFilterAfter(new ActorOfToken(quarantine), AuthorizationFilter.class)
                .build();
    }

    // a machine is let in as far as its scopes go; what a role may do is decided behind the door
    private static AuthorizationManager<RequestAuthorizationContext> membersOnly(boolean demonstration, Clock clock) {
        return (authentication, context) -> {
            if (!(authentication.get() instanceof Caller caller)) {
                // who says nothing is asked for the header behind the door
                return new AuthorizationDecision(demonstration);
            }
            if (caller.member().kind() != Member.Kind.MACHINE) {
                // only a phone comes this far when its time is over
                return new AuthorizationDecision(
                        caller.member().isLive(clock.instant()) || Doorkeeper.takesRecords(context.getRequest()));
            }
            boolean reads = context.getRequest().getMethod().equals("GET");
            String needed = reads ? "SCOPE_read" : "SCOPE_record";
            return new AuthorizationDecision(
                    caller.getAuthorities().stream().anyMatch(held -> needed.equals(held.getAuthority())));
        };
    }

    /** What every token has to be, beside well signed. */
    static OAuth2TokenValidator<Jwt> good(String issuer, String audience, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>("aud", to -> to != null && to.contains(audience)),
                // a token without an end would never end
                new JwtClaimValidator<Object>("exp", end -> end != null));
    }

    /** Tells the doors who acts. */
    private static final class ActorOfToken extends OncePerRequestFilter {
        private final Quarantine quarantine;

        ActorOfToken(Quarantine quarantine) {
            this.quarantine = quarantine;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (request.getUserPrincipal() instanceof Caller caller) {
                Member member = caller.member();
                PhoneGate gate = member.kind() == Member.Kind.PHONE ? quarantine.gate(member) : null;
                Actors.known(request, member.actor(), member.actsAs(), gate);
            }
            chain.doFilter(request, response);
        }
    }
}
