# syntax=docker/dockerfile:1

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY mvnw pom.xml openapi.yaml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw --batch-mode -Dmaven.test.skip=true package
RUN java -Djarmode=tools -jar target/vethlab.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
WORKDIR /vethlab
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# Start once, answer some requests, and note what was loaded and called (JEP 514 and 515): more than half the work of every later start is
# saved. The cache belongs to this very JVM and these very files, so it is made here; a small heap keeps object pointers as in a small container.
RUN --mount=type=bind,source=deploy/rehearse.sh,target=/rehearse.sh \
    bash /rehearse.sh java -XX:AOTCacheOutput=vethlab.aot -Xmx256m -jar vethlab.jar && test -s vethlab.aot
USER 10001:10001
# Nothing reaches a container but what is published: there is no need for loopback. How the service is is told on a port of its own.
ENV SERVER_ADDRESS=0.0.0.0 MANAGEMENT_SERVER_PORT=8081
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:AOTCache=vethlab.aot", "-XX:MaxRAMPercentage=75", "-jar", "vethlab.jar"]
