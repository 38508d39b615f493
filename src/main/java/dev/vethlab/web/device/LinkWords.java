package dev.vethlab.web.device;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of a link: words, each with a text, a number, true or false, or a list of texts and numbers. */
@Documented
@Constraint(validatedBy = LinkWords.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface LinkWords {

    String message() default "must have words of ip link, each with a text, a number, true, false, or a list";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at the words and the types of the values; what the words mean is the program's. */
    final class Validator implements ConstraintValidator<LinkWords, Map<String, Object>> {

        private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
        private static final int LONGEST = 200;

        @Override
        public boolean isValid(@Nullable Map<String, Object> options, ConstraintValidatorContext context) {
            return options == null
                    || options.entrySet().stream()
                            .allMatch(option -> WORD.matcher(option.getKey()).matches() && isValue(option.getValue()));
        }

        private static boolean isValue(@Nullable Object value) {
            if (value instanceof List<?> list) {
                return list.stream().allMatch(Validator::isWord);
            }
            return value instanceof Boolean || isWord(value);
        }

        private static boolean isWord(@Nullable Object value) {
            return value instanceof Number
                    || value instanceof String text
                            && !text.isBlank()
                            && text.length() <= LONGEST
                            && text.chars().noneMatch(Character::isISOControl);
        }
    }
}
