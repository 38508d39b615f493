package dev.vethlab.web.lab;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.web.observation.Figures;
import dev.vethlab.web.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a handler take the {@link Lab} of the path and the {@link ExpectedRevision} of the headers. */
@Configuration
class LabArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final LabStore labs;
    private final Figures figures;

    LabArguments(LabStore labs, Figures figures) {
        this.labs = labs;
        this.figures = figures;
        figures.gauge("vethlab.labs", "Labs that are kept", () -> (int) labs.count());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Lab.class || parameter.getParameterType() == ExpectedRevision.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == ExpectedRevision.class) {
            return ExpectedRevision.of(request.getHeader("If-Match"));
        }
        String id = labId(request);
        Lab lab = labs.find(id)
                .orElseThrow(
                        () -> ProblemException.notFound(
                                "lab",
                                id,
                                "It was never made, was deleted, or was not used for its time to live. POST /api/v1/labs makes one."));
        lab.meterWith(figures);
        return lab;
    }

    private static String labId(NativeWebRequest request) {
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return variables instanceof Map<?, ?> map && map.get("lab") instanceof String id ? id : "";
    }
}
