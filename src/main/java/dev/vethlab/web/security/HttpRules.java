package dev.vethlab.web.security;

import dev.vethlab.web.settings.SecuritySettings;
import dev.vethlab.web.settings.SecuritySettings.Role;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * What is asked of a request before it reaches a resource. Where the service is guarded, everything needs a key that is not
 * named here: the page and the contract, which hold nothing of anybody's, and whether the service is well.
 */
@Configuration
class HttpRules {

    private static final String[] PUBLIC = {
        "/",
        "/index.html",
        "/style.css",
        "/icon.svg",
        "/favicon.ico",
        "/app/**",
        "/vendor/**",
        "/openapi.yaml",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/v3/api-docs/**",
        "/problems/**"
    };

    private static final String[] FOR_TEACHERS = {
        "/api/v1/gradings", "/api/v1/gradings/**", "/api/v1/topologies/*/rubric"
    };

    @Bean
    RoleHierarchy roles() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.OPERATOR.name())
                .implies(Role.TEACHER.name())
                .role(Role.TEACHER.name())
                .implies(Role.STUDENT.name())
                .build();
    }

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http, Access access, Bearers bearers, Refusals refusals, SecuritySettings settings) {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled().httpStrictTransportSecurity(Customizer.withDefaults()))
                .exceptionHandling(
                        problems -> problems.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        if (settings.allowedOrigins().isEmpty()) {
            http.cors(AbstractHttpConfigurer::disable);
        } else {
            http.cors(cors -> cors.configurationSource(CrossOrigin.from(settings.allowedOrigins())));
        }
        if (!access.isGuarded()) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
        return http.oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(new ShownKey())
                        .authenticationManagerResolver(request -> bearers)
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .authorizeHttpRequests(HttpRules::guard)
                .build();
    }

    private static void guard(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                .permitAll()
                .requestMatchers(EndpointRequest.toAnyEndpoint())
                .hasRole(Role.OPERATOR.name())
                .requestMatchers(PUBLIC)
                .permitAll()
                .requestMatchers(FOR_TEACHERS)
                .hasRole(Role.TEACHER.name())
                .anyRequest()
                .hasRole(Role.STUDENT.name());
    }
}
