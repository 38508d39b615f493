package dev.vethlab.web.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.ObjectError;
import tools.jackson.core.JacksonException;

/** JSON pointers (RFC 6901) to the places in a body that are not valid, under the names that the JSON has. */
final class BodyPointers {

    private BodyPointers() {}

    static String of(ObjectError error) {
        ConstraintViolation<?> violation = error.unwrap(ConstraintViolation.class);
        StringBuilder pointer = new StringBuilder();
        Class<?> type = violation.getRootBeanClass();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                append(pointer, String.valueOf(node.getKey()));
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                RecordComponent component = component(type, node.getName());
                append(pointer, component == null ? node.getName() : nameInJson(component));
                type = component == null ? Object.class : elementType(component);
            }
        }
        return pointer.toString();
    }

    static String of(JacksonException unfit) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference reference : unfit.getPath()) {
            String name = reference.getPropertyName();
            append(pointer, name == null ? String.valueOf(reference.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static void append(StringBuilder pointer, String name) {
        pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }

    private static @Nullable RecordComponent component(Class<?> type, String name) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return component;
                }
            }
        }
        return null;
    }

    private static String nameInJson(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    /** The type of a component, or of the elements where it is a list. */
    private static Class<?> elementType(RecordComponent component) {
        if (component.getGenericType() instanceof java.lang.reflect.ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (arguments[arguments.length - 1] instanceof Class<?> element) {
                return element;
            }
        }
        return component.getType();
    }
}
