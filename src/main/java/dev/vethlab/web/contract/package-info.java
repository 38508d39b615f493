/**
 * How the published contract reaches a client: {@code /openapi.yaml}, the project's own file as it stands, and Swagger UI
 * at {@code /docs}, which reads it. Knows no resource: what the contract says is held to the service by tests.
 */
@NullMarked
package dev.vethlab.web.contract;

import org.jspecify.annotations.NullMarked;
