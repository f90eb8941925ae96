package org.jekasy.query.identity;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The pages behind tokens. Open stay what a label leads to and scanning a code. */
@Configuration(proxyBeanMethods = false)
@Conditional(TokensAsked.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(IdentityProperties.class)
@EnableWebSecurity
class DoorsBehindTokens {
    private static final String[] OPEN = {"/", "/l/**", "/01/**", "/class/**", "/page/**", "/scan"};
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int WALLS = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    FilterRegistrationBean<Filter> walls(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> walls = new FilterRegistrationBean<>(chain);
        walls.setOrder(WALLS);
        return walls;
    }

    @Bean
    FilterRegistrationBean<ProvenAddress> beforeTheWalls(IdentityProperties identity, Environment settings) {
        FilterRegistrationBean<ProvenAddress> before =
                new FilterRegistrationBean<>(ProvenAddress.of(identity.origin(), settings));
        before.setOrder(WALLS - 1);
        return before;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain pagesBehindTokens(
            HttpSecurity http,
            IdentityProperties identity,
            Environment settings,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        AuthenticationEntryPoint away =
                (request, response, why) -> answers.resolveException(request, response, null, refusal(request, why));
        // who sends no token is asked for the header behind the door, on this machine only
        boolean demonstration = identity.who().equals("demo");
        Membership membership = new Membership(Transport.believed(identity.members(), "identity.members", settings));
        URI issuer = Transport.believed(identity.issuer(), "identity.issuer", settings);
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no cookie says who reads here, so no foreign page can send one along
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // each page sets its own headers
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(pages -> pages.requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .access((reader, page) -> new org.springframework.security.authorization.AuthorizationDecision(
                                reader.get() instanceof ReaderToken token ? mayRead(token.reader()) : demonstration)))
                .oauth2ResourceServer(tokens -> tokens.jwt(
                                jwt -> jwt.decoder(decoder(issuer.toString(), identity.audience()))
                                        .jwtAuthenticationConverter(membership))
                        // a phone's token counts with the proof of its key only (RFC 9449)
                        .dPoP(bound -> bound.authenticationFailureHandler(away::commence))
                        .authenticationEntryPoint(away))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(away)
                        .accessDeniedHandler((request, response, denied) -> answers.resolveException(
                                request, response, null, new ErrorResponseException(HttpStatus.FORBIDDEN))))
                .addFilterBefore(new Pace(identity.callsAMinute(), answers), AuthorizationFilter.class)
                .build();
    }

    /** Health and figures, at the port that does not leave this machine: nobody signs in there. */
    @Bean
    @Order(0)
    SecurityFilterChain watch(HttpSecurity http, Environment settings) {
        return http.securityMatcher(request ->
                        Integer.toString(request.getLocalPort()).equals(settings.getProperty("local.management.port")))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    private static boolean mayRead(Reader reader) {
        return !reader.kind().equals("machine") || reader.scopes().contains("read");
    }

    private static ErrorResponseException refusal(HttpServletRequest request, AuthenticationException why) {
        return switch (why) {
            case Membership.Away away -> new ErrorResponseException(HttpStatus.valueOf(away.status()));
            case OAuth2AuthenticationException bound
            when isAboutTheProof(request, bound) ->
                new NoProof(request.getRequestURL().toString());
            case AuthenticationException _ -> new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        };
    }

    // the header DPoP is bad, doubled or missing
    private static boolean isAboutTheProof(HttpServletRequest request, OAuth2AuthenticationException why) {
        String error = why.getError().getErrorCode();
        return error.equals(OAuth2ErrorCodes.INVALID_DPOP_PROOF)
                || (error.equals(OAuth2ErrorCodes.INVALID_REQUEST) && ProvenAddress.isAsked(request));
    }

    private static JwtDecoder decoder(String issuer, String audience) {
        // its addresses and keys are asked for with the first token, so that we start while it is away
        JwtDecoder decoder = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder nimbus = NimbusJwtDecoder.withIssuerLocation(issuer)
                    // signatures with a pair of keys only: never none, never a shared secret
                    .jwsAlgorithms(allowed -> {
                        allowed.clear();
                        allowed.addAll(
                                Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256));
                    })
                    .build();
            nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(SKEW),
                    new JwtIssuerValidator(issuer),
                    new JwtClaimValidator<List<String>>("aud", to -> to != null && to.contains(audience)),
                    // a token without an end would never end
                    new JwtClaimValidator<Object>("exp", end -> end != null)));
            return nimbus;
        });
        return token -> {
            try {
                return decoder.decode(token);
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException | JwtDecoderInitializationException away) {
                throw new Membership.Away(503, away);
            }
        };
    }
}
