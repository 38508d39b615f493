package dev.vethlab.web;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that asks for keys, or for tokens of an issuer of its own, with few places; shared by all tests of who may do what. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vethlab.security.allowed-origins=https://school.example",
            "vethlab.security.roles-claim=realm_access.roles",
            "vethlab.limits.labs-per-owner=12",
            "vethlab.limits.requests.held-bytes=200000",
            "vethlab.limits.requests.held-bytes-per-client=100000",
            "vethlab.limits.frame-sockets=2",
            "vethlab.limits.listeners=1",
            "vethlab.limits.request-time=1s",
            "vethlab.limits.events=1000000000",
            "vethlab.limits.request-events=1000000000",
            "vethlab.limits.requests.working=2",
            "vethlab.limits.requests.working-per-client=1",
            "vethlab.limits.requests.waiting-per-client=4",
            "vethlab.limits.requests.per-second=5",
            "vethlab.limits.requests.burst=150"
        })
abstract class GuardedService {

    static final String LABS = "/api/v1/labs";
    static final String ISSUER = "https://issuer.example";

    private static final RSAKey KEY = newKey();
    private static final HttpServer ISSUER_SERVER = serveKeys();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void holders(DynamicPropertyRegistry properties) {
        List<String> holders =
                List.of("ann student", "bob student", "eve student", "gus student", "tom teacher", "olga operator");
        for (int i = 0; i < holders.size(); i++) {
            String[] holder = holders.get(i).split(" ");
            String place = "vethlab.security.keys[" + i + "].";
            properties.add(place + "id", () -> holder[0]);
            properties.add(place + "sha256", () -> sha256(keyOf(holder[0])));
            properties.add(place + "role", () -> holder[1]);
        }
        properties.add(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                () -> "http://127.0.0.1:" + ISSUER_SERVER.getAddress().getPort() + "/keys");
    }

    static String keyOf(String holder) {
        return "the-key-of-" + holder;
    }

    /** A token of somebody, valid for so many seconds. */
    static String token(RSAKey key, String subject, long seconds, String... roles) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(subject)
                        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                        .claim("realm_access", Map.of("roles", List.of(roles)))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unfit) {
            throw new IllegalStateException(unfit);
        }
        return token.serialize();
    }

    static String token(String subject, String... roles) {
        return token(KEY, subject, 300, roles);
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("only").generate();
        } catch (JOSEException unfit) {
            throw new IllegalStateException(unfit);
        }
    }

    /** A request that shows a key or a token. */
    RequestSpecification with(String bearer) {
        return nobody().header("Authorization", "Bearer " + bearer);
    }

    RequestSpecification as(String holder) {
        return with(keyOf(holder));
    }

    /** A request that shows nothing. */
    RequestSpecification nobody() {
        return given().port(port).urlEncodingEnabled(false);
    }

    /** The path of a new lab of somebody. */
    String labOf(String holder) {
        return labOf(as(holder), Map.of());
    }

    String labOf(RequestSpecification owner, Map<String, ?> wanted) {
        return owner.contentType(ContentType.JSON)
                .body(wanted)
                .post(LABS)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    ValidatableResponse run(String holder, String lab, String... lines) {
        return as(holder)
                .contentType("text/plain; charset=utf-8")
                .accept("application/json")
                .body(String.join("\n", lines))
                .post(lab + "/commands")
                .then();
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServer serveKeys() {
        try {
            byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException unfit) {
            throw new IllegalStateException(unfit);
        }
    }
}
