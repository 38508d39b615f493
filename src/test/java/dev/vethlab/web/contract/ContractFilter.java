package dev.vethlab.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Holds every answer that a test gets to the contract: status, media type and body. */
public final class ContractFilter implements Filter {

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        String mediaType = response.contentType() == null ? "" : response.contentType();
        String body = mediaType.contains("json") || mediaType.startsWith("text/") ? response.asString() : "";
        assertThat(Contract.get().faults(request.getMethod(), path, response.statusCode(), mediaType, body))
                .as("%s %s answers %s", request.getMethod(), path, response.statusCode())
                .isEmpty();
        return response;
    }
}
