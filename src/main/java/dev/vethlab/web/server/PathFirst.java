package dev.vethlab.web.server;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Has the operation that a request is for found by its path before anything else is compared: all paths hold the lab's id, so each
 * request is held against each operation, and most have another path.
 */
@Component
final class PathFirst implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Operations();
    }

    private static final class Operations extends RequestMappingHandlerMapping {

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(
                RequestMappingInfo operation, HttpServletRequest request) {
            PathPatternsRequestCondition paths = operation.getPathPatternsCondition();
            boolean elsewhere = paths != null && paths.getMatchingCondition(request) == null;
            return elsewhere ? null : super.getMatchingMapping(operation, request);
        }
    }
}
