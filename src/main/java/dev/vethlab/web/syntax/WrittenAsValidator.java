package dev.vethlab.web.syntax;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a text as a {@link WrittenAs} asks, and says what is the matter with it. */
public final class WrittenAsValidator implements ConstraintValidator<WrittenAs, String> {

    private Syntax syntax = Syntax.VALUE;

    @Override
    public void initialize(WrittenAs annotation) {
        syntax = annotation.value();
    }

    @Override
    public boolean isValid(@Nullable String word, ConstraintValidatorContext context) {
        Optional<String> fault = word == null ? Optional.empty() : syntax.fault(word);
        fault.ifPresent(text -> {
            context.disableDefaultConstraintViolation();
            // Braces and dollars would be read as the message's own expressions.
            context.buildConstraintViolationWithTemplate(text.replaceAll("([\\\\{}$])", "\\\\$1"))
                    .addConstraintViolation();
        });
        return fault.isEmpty();
    }
}
